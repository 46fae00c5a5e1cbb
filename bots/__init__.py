"""Channels: Telegram, Zalo Official Account, Zalo Bot Platform; inbox, outbox, rendering."""
