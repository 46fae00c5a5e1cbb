"""Plain code that compares an answer's figures with the text that it cites."""

from assistant.checking.answers import Fault, Verdict, check_answer
from assistant.checking.figures import Figure, FigureKind, figures_in
from assistant.checking.language import is_vietnamese
from assistant.checking.support import unsupported

__all__ = ["Fault", "Figure", "FigureKind", "Verdict", "check_answer", "figures_in", "is_vietnamese", "unsupported"]
