"""References to provisions in a question: "điểm d khoản 1 Điều 6 Luật 35", "nđ 168 điều 6", "k2 đ7 NĐ168"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.law.mentions import DocumentMention, find_documents
from knowledge.text.clean import nfc
from knowledge.text.fold import fold, has_marks

_PART = re.compile(
    r"\b(?:"
    r"dieu (?:so )?(?P<article>\d{1,4}[a-z]?)"
    r"|khoan (?:so )?(?P<clause>\d{1,4}[a-z]?)"
    r"|diem (?P<point>[a-z]\d?)"
    r"|phu luc (?:so )?(?P<annex>[ivx]+|\d{1,2})"
    r"|mau (?:so )?(?P<form>dkx ?\d{1,2})"
    r"|d\.? ?(?P<short_article>\d{1,3}[a-z]?)"
    r"|k\.? ?(?P<short_clause>\d{1,3}[a-z]?)"
    r")\b(?!\s*(?:%|dong\b|km))"
)
_LEVELS = ("article", "clause", "point")


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in a document as a question names it. At least one of the parts or `document` is set."""

    document: DocumentMention | None = None
    article: str | None = None
    clause: str | None = None
    point: str | None = None
    annex: str | None = None  # "Phụ lục 02", "Mẫu ĐKX10"
    unmarked: bool = False  # typed without diacritics: "d" may be "đ"

    @property
    def names_a_place(self) -> bool:
        return bool(self.article or self.clause or self.point or self.annex)


@dataclass(frozen=True, slots=True)
class _Part:
    level: str
    label: str
    start: int
    end: int


def find_references(text: str) -> tuple[Reference, ...]:
    """The references in `text`, in order; a document named without a place gives one with `document` alone."""
    text = nfc(text)
    mentions = find_documents(text)
    parts = [part for part in _parts(text, mentions) if not _inside(part, mentions)]
    unmarked = not has_marks(text)
    groups = _complete(_groups(parts))
    if not groups:
        return tuple(Reference(document=mention) for mention in mentions)
    return tuple(dict.fromkeys(_reference(group, mentions, unmarked) for group in groups))


def _reference(group: Sequence[_Part], mentions: Sequence[DocumentMention], unmarked: bool) -> Reference:
    labels = {part.level: part.label for part in group}
    return Reference(
        document=_document_of(group, mentions),
        article=labels.get("article"),
        clause=labels.get("clause"),
        point=labels.get("point"),
        annex=labels.get("annex"),
        unmarked=unmarked,
    )


def _parts(text: str, mentions: Sequence[DocumentMention]) -> list[_Part]:
    folded = fold(text).lower()
    found: list[_Part] = []
    shorts: list[_Part] = []
    for match in _PART.finditer(folded):
        name = match.lastgroup or ""
        label = text[match.start(name) : match.end(name)].lower()
        if name in ("annex", "form"):
            found.append(_Part("annex", _annex(name, label), match.start(), match.end()))
        elif name.startswith("short_"):
            shorts.append(_Part(name.removeprefix("short_"), label, match.start(), match.end()))
        else:
            found.append(_Part(name, label, match.start(), match.end()))
    found += _trusted(shorts, found, mentions)
    placed = any(part.level in ("article", "clause", "annex") for part in found)
    return sorted(found, key=lambda part: part.start) if placed else []


def _annex(name: str, label: str) -> str:
    if name == "form":
        return f"Mẫu ĐKX{label[3:].strip():0>2}"
    return f"Phụ lục {label.upper() if label[0].isalpha() else f'{label:0>2}'}"


def _trusted(shorts: list[_Part], spelt: list[_Part], mentions: Sequence[DocumentMention]) -> Iterator[_Part]:
    """ "k2", "đ7" count only beside one another, a spelt part or a document: "D2" alone is a class of licence."""
    anchors = [(part.start, part.end) for part in (*shorts, *spelt)] + [(one.start, one.end) for one in mentions]
    for part in shorts:
        beside = [
            (start, end)
            for start, end in anchors
            if (start, end) != (part.start, part.end) and (0 <= start - part.end <= 5 or 0 <= part.start - end <= 5)
        ]
        if beside:
            yield part


def _inside(part: _Part, mentions: Sequence[DocumentMention]) -> bool:
    return any(mention.start < part.end and part.start < mention.end for mention in mentions)


def _groups(parts: Sequence[_Part]) -> list[list[_Part]]:
    """Parts of one place stand together; a level that comes again starts the next place."""
    groups: list[list[_Part]] = []
    for part in parts:
        if not groups or any(part.level == other.level for other in groups[-1]):
            groups.append([])
        groups[-1].append(part)
    return groups


def _complete(groups: list[list[_Part]]) -> list[list[_Part]]:
    """What is missing above a letter or clause comes from the next place, or from the one before it."""
    done: list[list[_Part]] = []
    for at, group in enumerate(groups):
        before = done[-1] if done else None
        after = groups[at + 1] if at + 1 < len(groups) else None
        source = before if before and before[0].level == "article" else after or before
        levels = {part.level for part in group}
        lowest = max((_LEVELS.index(part.level) for part in group if part.level in _LEVELS), default=-1)
        borrowed = [
            part
            for part in source or ()
            if part.level in _LEVELS and part.level not in levels and _LEVELS.index(part.level) < lowest
        ]
        done.append([*borrowed, *group] if "article" not in levels and "annex" not in levels else group)
    return done


def _document_of(group: Sequence[_Part], mentions: Sequence[DocumentMention]) -> DocumentMention | None:
    """The first document named after the place, else the last one before it."""
    end = max(part.end for part in group)
    after = [mention for mention in mentions if mention.start >= end]
    return after[0] if after else (mentions[-1] if mentions else None)
