"""Entries -> drafts of procedures (a title and the contents of each field), and the entries that belong to none.

A procedure begins at a title ("THỦ TỤC 12: ..."), or where a field comes a second time; it must have enough of the
fields that make one, else its entries are guidance like all others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.prose.entries import Entry, value_entry
from ingest.prose.field_names import Field, folded_name
from ingest.readers.document import BlockKind

CORE = {
    *(Field.STEPS, Field.METHODS, Field.DOCUMENTS, Field.DURATION, Field.FEE, Field.LEGAL_BASIS, Field.RESULTS),
    *(Field.CONDITIONS, Field.AUDIENCE, Field.IMPLEMENTING, Field.AUTHORITY),
}
_FEWEST_CORE = 4
_BEGINS = {Field.CODE, Field.NAME, Field.STEPS, Field.METHODS, Field.DOCUMENTS, Field.DURATION}
_TITLE = re.compile(
    r"(?:\d{1,3}(?:\.\d{1,2})*[.)] ?|[IVX]+[.)] ?)?(?:thủ tục|TTHC)(?: số)? ?\d{0,4} ?[:.–-] ?(?P<name>\S.*)", re.I
)
_PREFIX = re.compile(r"(?:tên )?(?:thủ tục|TTHC)(?: hành chính)? ?(?:số )?\d* ?[:.–-] ?", re.I)
_LONGEST_TITLE = 600
_NO_NAMES = {"chi tiet thu tuc hanh chinh", "thu tuc hanh chinh", "noi dung thu tuc hanh chinh", "noi dung cu the"}
_ENDS_SENTENCE = re.compile(r"[.;,:]$")


@dataclass(slots=True)
class Draft:
    """`sections`: the contents of every field in reading order; the first label of each as printed."""

    title: str = ""
    page: int | None = None
    level: int = 0  # of the title, where it is a heading
    sections: dict[Field, list[Entry]] = field(default_factory=dict)
    labels: dict[Field, list[tuple[str, int]]] = field(default_factory=dict)  # label, where its contents begin
    entries: list[Entry] = field(default_factory=list)
    current: Field | None = None

    def open_section(self, entry: Entry) -> None:
        if entry.heading is None:
            return
        self.current = entry.heading.field
        section = self.sections.setdefault(self.current, [])
        self.labels.setdefault(self.current, []).append((entry.heading.label, len(section)))
        value = value_entry(entry)
        if value is not None:
            section.append(value)

    def add(self, entry: Entry) -> None:
        self.entries.append(entry)
        if entry.heading is not None:
            self.open_section(entry)
        elif self.current is not None:
            self.sections[self.current].append(entry)

    @property
    def is_procedure(self) -> bool:
        filled = {name for name in self.sections if self.sections[name]}
        core = filled & CORE
        named = bool(self.title) or Field.NAME in filled
        # A form that was left empty is still the procedure's, if it has a code.
        empty_form = Field.CODE in filled and len(CORE & set(self.sections)) >= 2 * _FEWEST_CORE
        filled_form = len(core) >= _FEWEST_CORE and bool(core & {Field.STEPS, Field.DOCUMENTS})
        return named and (filled_form or empty_form)


def drafts_of(entries: Sequence[Entry]) -> tuple[list[Draft], list[Entry]]:
    """Drafts of procedures in reading order, and the entries outside them."""
    splitter = _Splitter()
    for number, entry in enumerate(entries):
        splitter.take(entry, entries[number + 1 : number + 4])
    return splitter.finish()


class _Splitter:
    def __init__(self) -> None:
        self._done: list[Draft] = []
        self._rest: list[Entry] = []
        self._draft: Draft | None = None
        self._recent: list[Entry] = []  # headings without a value, directly before

    def take(self, entry: Entry, following: Sequence[Entry]) -> None:
        entry = self._in_context(entry)
        title = title_of(entry, following)
        if title is not None:
            self._begin(title, entry)
            return
        if entry.heading is not None:
            if self._draft is None or self._comes_again(entry):
                self._begin_at_field()
            if self._draft is not None:
                self._draft.add(entry)
            return
        if self._draft is not None and self._closes(entry):
            self._end()
        if self._draft is None:
            self._rest.append(entry)
        else:
            self._draft.add(entry)

    def finish(self) -> tuple[list[Draft], list[Entry]]:
        self._end()
        rest = sorted(self._rest, key=lambda entry: entry.block.position)
        return self._done, rest

    def _begin(self, title: str, entry: Entry) -> None:
        self._end()
        level = entry.block.level if entry.block.kind is BlockKind.HEADING else 0
        self._draft = Draft(title, entry.block.page, level)
        self._draft.entries.append(entry)

    def _begin_at_field(self) -> None:
        """A procedure that no title announced: the line directly before its first field is its name."""
        before = self._draft.entries if self._draft is not None else self._rest
        named = before[-1] if before and may_be_title(before[-1]) else None
        if named is not None:
            before.pop()
            if self._draft is not None and self._draft.current is not None:
                section = self._draft.sections[self._draft.current]
                if section and section[-1] is named:
                    section.pop()
        self._end()
        self._draft = Draft()
        if named is not None:
            level = named.block.level if named.block.kind is BlockKind.HEADING else 0
            self._draft = Draft(bare_title(named.block.text), named.block.page, level)
            self._draft.entries.append(named)

    def _end(self) -> None:
        if self._draft is None:
            return
        if self._draft.is_procedure:
            self._done.append(self._draft)
        else:
            self._rest += self._draft.entries
        self._draft = None

    def _comes_again(self, entry: Entry) -> bool:
        """Whether the heading can only be another procedure's."""
        draft, heading = self._draft, entry.heading
        if draft is None or heading is None or heading.field not in _BEGINS or not draft.sections.get(heading.field):
            return False
        if heading.field in (Field.CODE, Field.NAME):
            return len(draft.sections) > 2
        last = draft.entries[-1]
        return draft.is_procedure and may_be_title(last) and last.heading is None

    def _closes(self, entry: Entry) -> bool:
        """A heading as high as the procedure's own title, or text behind the form table that held it all."""
        draft = self._draft
        if draft is None:
            return False
        if entry.form is None and entry.block.kind is BlockKind.HEADING and 0 < entry.block.level <= draft.level:
            return True
        last = draft.entries[-1] if draft.entries else None
        return last is not None and last.form is not None and entry.form is None and draft.is_procedure

    def _in_context(self, entry: Entry) -> Entry:
        """Column names of a table whose rulings are lost are no headings: "Hình thức nộp / Thời hạn / Phí / Mô tả"."""
        heading = entry.heading
        if heading is None or heading.value:
            self._recent = []
            return entry
        self._recent.append(entry)
        current = self._draft.current if self._draft is not None else None
        if (
            heading.field is Field.FORMS
            and current is Field.DOCUMENTS
            and folded_name(heading.label) == "mau don to khai"
        ):
            return Entry(entry.block, None, entry.form)
        names = [found.heading.field for found in self._recent if found.heading is not None]
        if heading.field is Field.DESCRIPTION and Field.METHODS in names and self._draft is not None:
            self._draft.current = Field.METHODS
            return Entry(entry.block, None, entry.form)
        return entry


def title_of(entry: Entry, following: Sequence[Entry]) -> str | None:
    """The name in a title line ("THỦ TỤC 12: Cấp ..."), when fields follow."""
    found = (
        _TITLE.match(entry.text)
        if len(entry.text) <= _LONGEST_TITLE and entry.block.kind is not BlockKind.TABLE
        else None
    )
    if found is None or entry.form is not None or not any(item.heading is not None for item in following):
        return None
    if entry.heading is not None and entry.heading.field is not Field.NAME:
        return None
    return found["name"].strip(" .;")


def may_be_title(entry: Entry) -> bool:
    block = entry.block
    if block.kind is BlockKind.TABLE or not block.text or len(block.text) > _LONGEST_TITLE or entry.form is not None:
        return False
    stands_out = block.bold or block.kind is BlockKind.HEADING or block.label.strip("().").isdigit()
    roman = bool(re.fullmatch(r"[IVX]+[.)]", block.label))
    names_nothing = folded_name(block.text) in _NO_NAMES or _ENDS_SENTENCE.search(block.text) is not None
    return entry.heading is None and (stands_out or roman) and not names_nothing


def bare_title(text: str) -> str:
    """A title without "Thủ tục:" before it."""
    return _PREFIX.sub("", text, count=1).strip(" .;:") or text.strip()
