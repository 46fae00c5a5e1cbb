"""What is derived from the store and can be rebuilt from it: vectors, keywords, the diacritics model."""
