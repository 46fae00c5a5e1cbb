"""A procedure record and the facet asked -> a short Vietnamese answer with its citations."""
