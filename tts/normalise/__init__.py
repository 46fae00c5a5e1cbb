"""Written Vietnamese of an administrative report -> what a reader would say. Standard library only."""

from tts.normalise.engine import normalise
from tts.normalise.lexicon import Lexicon, standard_lexicon
from tts.normalise.spoken import Spoken

__all__ = ["Lexicon", "Spoken", "normalise", "standard_lexicon"]
