"""Zalo Official Account: tokens, client, events, channel."""
