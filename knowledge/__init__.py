"""Procedures, provisions, passages and citations; Vietnamese text; stores, indexes, retrieval."""
