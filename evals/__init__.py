"""Measures knowledge, assistant and tts from outside."""
