"""What can go wrong around a language model; none of it reaches a citizen.

WritingUnavailable   the client library is not installed or the settings don't make a model
"""

from __future__ import annotations


class WritingUnavailable(Exception):
    """Carries one plain Vietnamese sentence for people."""
