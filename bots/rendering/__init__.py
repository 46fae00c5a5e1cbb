"""One reply -> the messages that a channel can show. Pure functions of values."""
