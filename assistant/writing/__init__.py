"""Optional writing with a language model; whatever it returns is checked, and the record answer stands behind it."""

from assistant.writing.chat_model import ChatSettings, open_chat_model
from assistant.writing.sources import Source
from assistant.writing.writer import WhyNot, Writer, Written

__all__ = ["ChatSettings", "Source", "WhyNot", "Writer", "Written", "open_chat_model"]
