"""The word lists that the rules consult: plain tab-separated files, the office's own on top.

Columns of a word list: written, spoken, words before (one of, ";" between), what follows ("Name": a capital letter,
"number": a digit, or beginnings of the next word), why the reading is a guess. Only the first two are needed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from tts.errors import BadLexicon

FOLDER = Path(__file__).resolve().parent.parent / "lexicon"
WORD_LISTS = ("general.tsv", "sector.tsv", "foreign.tsv")
T = TypeVar("T")
OFFICE_RANK, LEARNED_RANK, SHIPPED_RANK = 2, 1, 0

FIRST_TOKEN = re.compile(r"[^\W\d_]+|[0-9]+(?:[.,][0-9]+)*|.", re.DOTALL)
_UNSAID = re.compile(r"[0-9%&@/+=<>]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One reading. ``rank``: OFFICE_RANK beats LEARNED_RANK beats SHIPPED_RANK."""

    written: str
    spoken: str
    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    why: str = ""
    rank: int = SHIPPED_RANK

    @property
    def order(self) -> tuple[int, int, bool]:
        """Sort key: the office first, then the longer form, then the reading that names its context."""
        return (-self.rank if self.rank == OFFICE_RANK else 0, -len(self.written), not (self.left or self.right))


@dataclass(frozen=True, slots=True)
class Unit:
    symbol: str
    spoken: str
    dimension: str
    glued: bool
    alone: bool


def _rows(path: Path) -> Iterable[tuple[int, list[str]]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadLexicon("Không mở được tệp từ vựng của cơ quan.", detail=f"{path}: {error}") from error
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            cells = [cell.strip() for cell in line.split("\t")]
            yield number, cells + [""] * (5 - len(cells))


def read_word_list(path: Path, rank: int = SHIPPED_RANK) -> list[Entry]:
    """Entries of a word list; raises BadLexicon naming the line that has no reading or an unspeakable one."""
    entries = []
    for number, (written, spoken, left, right, why, *_) in _rows(path):
        if not written or not is_speakable(spoken):
            raise BadLexicon(detail=f"{path}, line {number}: {written!r} -> {spoken!r}")
        entries.append(Entry(written, spoken, _list(left.lower()), _list(right), why, rank))
    return entries


def is_speakable(spoken: str) -> bool:
    """Whether a reading is words alone: no digit, no symbol that voices read in their own way."""
    return bool(spoken) and not _UNSAID.search(spoken)


def _list(cell: str) -> tuple[str, ...]:
    return tuple(item for item in cell.split(";") if item)


def _index(entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        match = FIRST_TOKEN.match(entry.written)
        if match:
            groups.setdefault(match.group(), []).append(entry)
    return {first: tuple(sorted(group, key=lambda entry: entry.order)) for first, group in groups.items()}


@dataclass(frozen=True)
class Lexicon:
    """Everything looked up while normalising. ``by_first`` is keyed by the first token of the written form."""

    by_first: Mapping[str, tuple[Entry, ...]]
    units: Mapping[str, Unit]
    unit_form: re.Pattern[str]
    kinds: Mapping[str, str]
    issuers: Mapping[str, str]
    hosts: Mapping[str, str]
    contexts: Mapping[str, frozenset[str]]
    plain: Mapping[str, str] = field(default_factory=dict)

    def with_entries(self, entries: Iterable[Entry]) -> Lexicon:
        """A new lexicon with ``entries`` beside the present ones, each ordered by its rank."""
        merged = dict(self.by_first)
        for first, added in _index(entries).items():
            group = sorted((*added, *merged.get(first, ())), key=lambda entry: (-entry.rank, entry.order))
            merged[first] = tuple(group)
        return replace(self, by_first=merged)

    def unaccented(self) -> Lexicon:
        """This lexicon for a text typed without diacritics: "ngay" announces a date, "QD-UBND" is a document."""
        marked = [entry for group in self.by_first.values() for entry in group if not entry.written.isascii()]
        plain = [replace(entry, written=without_marks(entry.written)) for entry in marked]
        by_first = {**_index(plain), **self.by_first}
        contexts = {name: words | {without_marks(word) for word in words} for name, words in self.contexts.items()}
        return replace(
            self,
            by_first=by_first,
            kinds={**_plain_keys(self.kinds), **self.kinds},
            issuers={**_plain_keys(self.issuers), **self.issuers},
            contexts=contexts,
        )

    def with_office(self, path: Path) -> Lexicon:
        """This lexicon with an office's own word list on top."""
        return self.with_entries(read_word_list(path, OFFICE_RANK))


def without_marks(text: str) -> str:
    """ "Quyết định" -> "Quyet dinh"."""
    plain = "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
    return plain.replace("đ", "d").replace("Đ", "D")


def _plain_keys(table: Mapping[str, T]) -> dict[str, T]:
    return {without_marks(key): value for key, value in table.items()}


def _unit_form(units: Mapping[str, Unit]) -> re.Pattern[str]:
    by_length = sorted(units, key=len, reverse=True)
    return re.compile(rf"(?P<gap>[ \u00a0]?)(?P<unit>{'|'.join(map(re.escape, by_length))})(?![\w²³])")


@lru_cache(maxsize=1)
def standard_lexicon() -> Lexicon:
    """The lists that ship with the package."""
    entries = [entry for name in WORD_LISTS for entry in read_word_list(FOLDER / name)]
    units = {r[0]: Unit(r[0], r[1], r[2], r[3] == "glued", r[3] == "alone") for _, r in _rows(FOLDER / "units.tsv")}
    documents = [row for _, row in _rows(FOLDER / "documents.tsv")]
    return Lexicon(
        by_first=_index(entries),
        units=units,
        unit_form=_unit_form(units),
        kinds={row[0]: row[1] for row in documents if row[2] == "kind"},
        issuers={row[0]: row[1] for row in documents if row[2] == "issuer"},
        hosts={row[0]: row[1] for _, row in _rows(FOLDER / "hosts.tsv")},
        contexts={row[0]: frozenset(row[1].split(";")) for _, row in _rows(FOLDER / "contexts.tsv")},
        plain={entry.written: entry.spoken for entry in reversed(entries) if not entry.left and not entry.right},
    )
