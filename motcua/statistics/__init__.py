"""What was asked and how it went, in numbers: pages, sheets and a monthly report for the head of the desk."""
