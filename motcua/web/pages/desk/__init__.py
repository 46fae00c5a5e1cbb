"""The one-stop desk: pages for officers who are signed in."""
