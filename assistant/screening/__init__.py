"""Screens: what is settled before a question is understood (commands, personal data, bribes, distress, small talk)."""

from assistant.screening.screens import Readable, ScreenResult, screen

__all__ = ["Readable", "ScreenResult", "screen"]
