"""A question -> ranked procedures and passages."""
