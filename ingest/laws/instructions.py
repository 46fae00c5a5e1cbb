"""One amending instruction in words -> amendments. Verbs are matched without marks, since scanners misread them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from ingest.laws import labels
from knowledge.law.changes import Action, Amendment
from knowledge.law.targets import Target, parse_targets
from knowledge.text.fold import fold

_QUOTE = r"[\"“]?(?P<{}>[^\"“”]+)[\"”]"
_ADD_WORDS = re.compile(rf"cum tu {_QUOTE.format('new')} (?:vao )?(?P<where>sau|truoc) cum tu {_QUOTE.format('old')}")
_REPLACE_WORDS = re.compile(rf"cum tu {_QUOTE.format('old')} bang cum tu {_QUOTE.format('new')}")
_DROP_WORDS = re.compile(rf"cum tu {_QUOTE.format('old')}")
_NEW_WORDING = re.compile(r"nh[uư] sau ?:\s*")
_ANCHOR = re.compile(r" vao (?:sau|truoc) (?P<anchor>.*)")
_PART = re.compile(
    r"\b(doan (thu|dau|cuoi)|ten dieu|tieu muc|danh muc|phu luc|muc \d|(cac )?mau (so )?\w*\d|bieu mau)\b"
)
_EDGE_QUOTES = re.compile(r"^[\"“]|[\"”]\s*[.;:,]{0,2}$")
_UNIT = re.compile(r"^(?:Điều (?P<article>\d+[a-zđ]?)\. |(?P<clause>\d{1,3}[a-zđ]?)\. |(?P<point>\w\d?|₫)\) ?)")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the instruction stands and what its surroundings already named."""

    document: str  # the amended document
    by: str
    effective_on: date | None
    article: str | None = None
    clause: str | None = None


def read_instruction(text: str, place: Place) -> list[Amendment]:
    """Amendments of one instruction; one of kind OTHER where it is not mechanical."""
    folded = fold(text).lower()
    head = _NEW_WORDING.split(folded)[0]
    blank = Amendment(
        Action.OTHER, place.document, Target(place.article, place.clause), place.by, place.effective_on, text
    )
    if _PART.search(_DROP_WORDS.sub("", head)):
        return [blank]
    if "cum tu" in head:
        return _phrases(text, folded, blank) or [blank]
    if folded.startswith("bai bo"):
        targets = parse_targets(text, place.article, place.clause)
        return [replace(blank, action=Action.REPEAL, target=target, text="") for target in targets] or [blank]
    return _wordings(text, head, blank)


# phrases


def _phrases(text: str, folded: str, blank: Amendment) -> list[Amendment]:
    if folded.startswith("bo sung"):
        action, pattern = Action.ADD_WORDS, _ADD_WORDS
    elif folded.startswith("thay the"):
        action, pattern = Action.REPLACE_WORDS, _REPLACE_WORDS
    else:
        action, pattern = Action.DROP_WORDS, _DROP_WORDS
    found: list[Amendment] = []
    waiting: list[Amendment] = []
    matches = list(pattern.finditer(folded))
    for match, following in zip(matches, [*matches[1:], None], strict=True):
        waiting.append(_phrase(match, text, replace(blank, action=action)))
        rest = text[match.end() : following.start() if following else len(text)]
        targets = parse_targets(rest, blank.target.article, blank.target.clause)
        if targets:
            found += [replace(change, target=target) for change in waiting for target in targets]
            waiting = []
    return found + [replace(blank, text=text) for _ in waiting]


def _phrase(match: re.Match[str], text: str, change: Amendment) -> Amendment:
    groups = match.groupdict()
    words = {name: text[match.start(name) : match.end(name)] for name in ("old", "new") if groups.get(name)}
    return replace(
        change, text="", old_words=words["old"], new_words=words.get("new", ""), after=groups.get("where") != "truoc"
    )


# new wordings


def _wordings(text: str, head: str, blank: Amendment) -> list[Amendment]:
    wording = text[len(head) :]
    start = _NEW_WORDING.match(fold(wording).lower())
    quoted = wording[start.end() :] if start else wording
    named = text[: len(head)]
    anchor = _ANCHOR.search(head)
    action = Action.ADD if head.startswith("bo sung") and anchor else Action.REPLACE
    place = parse_targets(anchor["anchor"], blank.target.article, blank.target.clause) if anchor else ()
    article = place[0].article if place else blank.target.article
    clause = place[0].clause if place and place[0].point else blank.target.clause
    targets = parse_targets(named[: anchor.start()] if anchor else named, article, clause)
    units = list(_units(quoted, targets))
    if not targets or not quoted.strip() or len(units) != len(targets):
        return [blank]
    return [
        replace(blank, action=action, target=target, text=body, quoted_label=label)
        for target, (label, body) in zip(targets, units, strict=True)
    ]


def _units(quoted: str, targets: tuple[Target, ...]) -> Iterator[tuple[str | None, str]]:
    """The quoted wording cut at its labels of the level that the instruction names: (label, words)."""
    if not targets:
        return
    level = "point" if targets[0].point else "clause" if targets[0].clause else "article"
    body = _EDGE_QUOTES.sub("", quoted.strip())
    label: str | None = None
    lines: list[str] = []
    for line in body.split("\n"):
        match = _UNIT.match(line)
        if match and match[level] and (level != "point" or label is None or _is_next(label, match["point"])):
            if lines:
                yield label, "\n".join(lines)
            label, lines = match[level], [line[match.end() :]]
        else:
            lines.append(line)
    if lines:
        yield label, "\n".join(lines)


def _is_next(last: str, read: str) -> bool:
    """Whether `read` may be the letter that follows `last` (either may be a misprint)."""
    return read in labels.POINTS or any(labels.misread(read, letter) for letter in labels.POINTS if last != letter)
