"""Lists of provisions as laws write them -> targets.

"điểm a, điểm b khoản 2; khoản 3 Điều 6" names three: each letter belongs to the clause after it, each clause to the
article after it. "Điều này" and "khoản này" are the reader's own place, given as context.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from knowledge.text.fold import fold

_POINT_LETTERS = frozenset("abcdđeghiklmnopqrstuvxy")
_POINT = r"(?:cac )?diem+ (?P<points>[a-z₫]\d?(?:(?:, | va |, va | hoac )[a-z]\d?(?![\w]))*)(?![\w])"
_CLAUSE = r"(?:cac )?khoan (?P<clauses>\d{1,3}[a-z]?(?:(?:, | va | hoac )\d{1,3}[a-z]?(?![\w/.]))*)(?![\w/])"
_ARTICLE = r"(?:cac )?dieu (?P<articles>\d{1,3}[a-z]?(?:(?:, | va )\d{1,3}[a-z]?(?![\w/.]))*)(?![\w/])"
_SELF = r"(?P<self>dieu|khoan) nay\b"
_UNREADABLE = r"(?P<unread>diem(?= khoan \d)|khoan [a-z]{1,2}(?= dieu\b| nhu\b| vao\b|\s*$))"
_TOKEN = re.compile("|".join((_POINT, _CLAUSE, _ARTICLE, _SELF, _UNREADABLE)))
_SEPARATOR = re.compile(r",? va |, | hoac ")


@dataclass(frozen=True, slots=True)
class Target:
    """A provision that a text names. A label of "?" was there but is not readable."""

    article: str | None
    clause: str | None = None
    point: str | None = None

    @property
    def readable(self) -> bool:
        return "?" not in (self.article, self.clause, self.point)

    def __str__(self) -> str:
        parts = (("điểm", self.point), ("khoản", self.clause), ("Điều", self.article))
        return " ".join(f"{name} {label}" for name, label in parts if label)


def _labels(folded: str, original: str) -> list[str]:
    """The labels of one token, taken from the unfolded text so that "đ" is not "d"."""
    labels: list[str] = []
    start = 0
    for part in _SEPARATOR.split(folded):
        at = folded.index(part, start)
        labels.append(original[at : at + len(part)].lower().replace("₫", "đ"))
        start = at + len(part)
    return labels


class _Collector:
    """Targets whose higher levels are still to come."""

    def __init__(self, article: str | None, clause: str | None) -> None:
        self._article, self._clause = article, clause
        self.done: list[Target] = []
        self._points: list[Target] = []  # wait for a clause
        self._clauses: list[Target] = []  # wait for an article

    def points(self, labels: list[str]) -> None:
        self._points += [Target(None, None, label if label[0] in _POINT_LETTERS else "?") for label in labels]

    def clauses(self, labels: list[str]) -> None:
        last = labels[-1]
        self._clauses += [Target(None, label) for label in (labels[:-1] if self._points else labels)]
        self._clauses += [replace(target, clause=last) for target in self._points]
        self._points = []

    def articles(self, labels: list[str]) -> None:
        waiting = [*self._clauses, *self._points]
        last = labels[-1]
        self.done += [Target(label) for label in (labels[:-1] if waiting else labels)]
        self.done += [replace(target, article=last) for target in waiting]
        self._clauses, self._points = [], []

    def finish(self) -> tuple[Target, ...]:
        points = [replace(target, clause=self._clause) for target in self._points]
        self.done += [replace(target, article=self._article) for target in (*self._clauses, *points)]
        return tuple(dict.fromkeys(self.done))


def parse_targets(text: str, article: str | None = None, clause: str | None = None) -> tuple[Target, ...]:
    """The provisions that `text` names, each once, in reading order by article.

    `article` and `clause` are the place that "Điều này", "khoản này" and incomplete names refer to.
    """
    folded = fold(text).lower()
    collector = _Collector(article, clause)
    for match in _TOKEN.finditer(folded):
        span = slice(match.start(match.lastgroup or 0), match.end(match.lastgroup or 0))
        labels = _labels(folded[span], text[span])
        if match["points"]:
            collector.points(labels)
        elif match["clauses"]:
            collector.clauses(labels)
        elif match["articles"]:
            collector.articles(labels)
        elif match["self"] == "khoan":
            collector.clauses([clause or "?"])
        elif match["self"] == "dieu":
            collector.articles([article or "?"])
        elif match["unread"].startswith("diem"):
            collector.points(["?"])
        else:
            collector.clauses(["?"])
    return collector.finish()
