"""The report studio: pages for officers who prepare a report to be heard."""
