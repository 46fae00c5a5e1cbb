"""Messaging platforms on loopback, speaking their documented protocol and misbehaving on demand."""
