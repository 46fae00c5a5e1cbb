"""Zalo Bot Platform: client, events, channel."""
