"""The forms of a procedure with their addresses, on lines of their own: an address that is cut short leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answers import Facet
from assistant.composing.compaction import compact
from assistant.composing.sentences import shortened
from assistant.data_files import data_file
from knowledge.procedures import Procedure

_OFFERED = {Facet.FORM: 4, Facet.DOCUMENTS: 2}
_LONGEST_NAME = 80
_ROOM = 600  # characters for all of them


def form_links(procedure: Procedure, facet: Facet) -> list[str]:
    """Where the forms can be had, for answers on papers and forms; empty where the source holds no address."""
    pattern: str = data_file("composing.yaml")["form_link"]
    lines: list[str] = []
    for name, link in dict.fromkeys(_linked(procedure)):
        line = pattern.format(name=shortened(compact(name), (), _LONGEST_NAME), link=link)
        if len(lines) < _OFFERED.get(facet, 0) and sum(map(len, lines)) + len(line) <= _ROOM:
            lines.append(line)
    return lines


def _linked(procedure: Procedure) -> Iterator[tuple[str, str]]:
    for paper in procedure.documents:
        if paper.form_link:
            yield paper.form or paper.name, paper.form_link
    for form in procedure.forms:
        if form.link:
            yield form.name, form.link
