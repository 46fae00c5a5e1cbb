"""Questions on what a term of the law means, what sets two apart, and what the law states of a class of licence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from assistant.answers import Reason
from assistant.data_files import data_file
from assistant.law_asking import LawQuestion
from assistant.law_citations import LIMIT, say, shortened
from assistant.law_days import PerDay
from assistant.law_reply import LawReply
from assistant.law_shelf import Shelf
from assistant.law_sources import LawAnswer, LawSources, amendment_note, answer_of, title_of
from knowledge.law.definitions import book_of, definitions_of, terms_in
from knowledge.law.grids import Cell, cells_for, grid_in
from knowledge.law.licences import candidates, classes_in, provisions_on, topic_in
from knowledge.law.titles import place
from knowledge.law.validity import in_force
from knowledge.provisions import Provision
from knowledge.text.fold import fold
from knowledge.text.phrases import PhraseBook
from knowledge.text.syllables import syllables

_BESIDE = 4  # syllables that may stand beside the term and the asking words, where one meaning is asked
_CELLS = 6


class Terms:
    def __init__(self) -> None:
        self._defined = PerDay(_defined)

    def answer(self, asked: LawQuestion) -> LawReply | None:
        """None where no meaning is asked, or the law defines no such term."""
        compares = asked.says("comparison")
        if not (compares or asked.says("definition")):
            return None
        defined, book = self._defined.of(asked.shelf, asked.on)
        words = syllables(asked.text)
        terms, taken = terms_in(words, book)
        beside = len([word for word in words if fold(word) not in _asking()]) - taken
        if not terms or (len(terms) < 2 and beside > _BESIDE) or (compares and len(terms) < 2):
            return None
        found = list(dict.fromkeys(defined[term] for term in terms[:2]))
        asked.turn.note("terms", terms=terms)
        return LawReply(_quoted(found, asked.shelf.sources), Reason.PROVISION, "definition")


def _defined(shelf: Shelf, _: tuple[str, ...], on: date) -> tuple[dict[str, Provision], PhraseBook[str]]:
    """The provision that says what a term means, and the book that finds the terms in a question."""
    terms = definitions_of(in_force(shelf.sources.provisions, on), shelf.documents)
    return terms, book_of(terms)


class Classes:
    """What the law states of classes of licences: "bằng A2 cũ đổi ra hạng nào?", "học hạng B bao nhiêu giờ?"."""

    def __init__(self) -> None:
        self._held = PerDay(_on_classes)

    def answer(self, asked: LawQuestion) -> LawReply | None:
        """None where no class is named, or nothing is asked that the law states of it."""
        classes = classes_in(asked.text) or classes_in(asked.typed)
        topic = topic_in(asked.text, classes) or topic_in(asked.typed, classes) if classes else None
        if topic is None:
            return None
        codes = _columns(classes) if topic == "training" else classes
        held = self._held.of(asked.shelf, asked.on)
        found = list(dict.fromkeys(one for code in codes[:2] for one in provisions_on(topic, code, held)))
        if not found:
            return None
        asked.turn.note("licences", classes=classes, topic=topic, found=[one.address for one in found])
        if topic == "training":
            return answer_table(found[0], asked, codes)
        return LawReply(_quoted(found[:2], asked.shelf.sources), Reason.PROVISION, "provision")


def _on_classes(shelf: Shelf, _: tuple[str, ...], on: date) -> list[tuple[Provision, str]]:
    return candidates(in_force(shelf.sources.provisions, on))


def _columns(classes: Sequence[str]) -> tuple[str, ...]:
    """Of two classes the table of the way from one to the other, else that of the first."""
    return (f"{classes[0]} lên {classes[1]}".lower(),) if len(classes) > 1 else tuple(classes)


def answer_table(provision: Provision, asked: LawQuestion, columns: Sequence[str] = ()) -> LawReply | None:
    """The cells that the question asks for; None where the provision holds no table, or none of its cells is asked."""
    grid = grid_in(provision.text) if "|" in provision.text else None
    names = [name for column in columns for name in (column, f"hạng {column}")]
    cells = cells_for(grid, asked.text, names)[:_CELLS] if grid else ()
    if not cells:
        return None
    sources = asked.shelf.sources
    title = title_of(provision.document, sources)
    heading = shortened(provision.heading or provision.text, 160)
    sentences = [say("table", place=place(provision), title=title, heading=heading), *(_cell(cell) for cell in cells)]
    more, cited = amendment_note(provision, sources)
    answer = answer_of([*sentences, *more], [provision, *cited], sources)
    # The table parts figure and unit, which the answer says together.
    sums = tuple(f"{cell.value} {cell.unit}" for cell in cells)
    return LawReply(answer, Reason.PROVISION, "provision", sums=sums)


def _cell(cell: Cell) -> str:
    return say("cell", column=cell.column, label=cell.label, value=cell.value, unit=cell.unit)


def _quoted(provisions: Sequence[Provision], sources: LawSources) -> LawAnswer:
    """Each provision in its own words, as much of it as fits."""
    room = (LIMIT - 130 * len(provisions)) // len(provisions)
    sentences: list[str] = []
    cited: list[Provision] = []
    for one in provisions:
        title = title_of(one.document, sources)
        sentences.append(say("provision", place=place(one), title=title, quote=shortened(one.text, room)))
        more, amending = amendment_note(one, sources)
        sentences += more
        cited += [one, *amending]
    return answer_of(sentences, cited, sources)


@lru_cache(maxsize=1)
def _asking() -> frozenset[str]:
    """Syllables that ask for a meaning and are no part of a term."""
    data = data_file("law_routing.yaml")
    phrases = [*data["definition"], *data["comparison"]]
    return frozenset(
        fold(word) for word in [*(w for phrase in phrases for w in syllables(phrase)), *data["beside_terms"]]
    )
