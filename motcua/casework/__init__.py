"""What officers work on: citizens who wait, questions without a good answer, answers that they sign."""
