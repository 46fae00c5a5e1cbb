"""Measures how report texts are read: our normaliser beside its peers."""
