"""Voices: one Protocol, four engines, and what keeps a report going when an engine fails."""
