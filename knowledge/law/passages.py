"""Provisions -> passages for the indexes: each understandable alone, with its document, article and clause in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from knowledge.law.titles import place, short_title
from knowledge.law.validity import holds
from knowledge.passages import Kind, Passage
from knowledge.provisions import LegalDocument, Provision

_LONG = 1500  # characters; an annex with tables is cut into passages of about this length


def passage_id(provision: Provision) -> str:
    """The address; an amended version adds its first day, since several versions may be indexed together."""
    version = f"@{provision.effective_on.isoformat()}" if provision.amended_by and provision.effective_on else ""
    return f"provision:{provision.address}{version}"


def law_passages(
    documents: Sequence[LegalDocument], provisions: Iterable[Provision], on: date | None = None
) -> Iterator[Passage]:
    """One passage a point, a clause without points, an article without clauses; with `on` only what holds that day.

    The opening words of a clause are in each of its points, so they have no passage of their own.
    """
    titles = {document.number: short_title(document) for document in documents}
    held = [one for one in provisions if on is None or holds(one, on)]
    parents = {(one.document, one.article, one.clause) for one in held if one.point}
    parents |= {(one.document, one.article, None) for one in held if one.clause}
    for provision in held:
        leaf = provision.point is not None or (provision.document, provision.article, provision.clause) not in parents
        if leaf and provision.text:
            yield from _passages(provision, titles.get(provision.document, provision.document))


def _passages(provision: Provision, title: str) -> Iterator[Passage]:
    identity = passage_id(provision)
    head = f"{title}, {place(provision)}. {provision.heading}."
    lead = f" {provision.lead}" if provision.lead else ""
    for at, piece in enumerate(_pieces(provision.text)):
        yield Passage(
            id=identity if at == 0 else f"{identity}#{at + 1}",
            document=provision.document,
            kind=Kind.PROVISION,
            title=f"{place(provision)} {title}"[:1].upper() + f"{place(provision)} {title}"[1:],
            text=f"{head}{lead} {piece}",
            field=_field(provision),
        )


def _field(provision: Provision) -> str:
    parts = (("d", provision.article), ("k", provision.clause), ("p", provision.point))
    return ".".join(f"{letter}{label}" for letter, label in parts if label)


def _pieces(text: str) -> Iterator[str]:
    """The text in pieces of about `_LONG` characters, cut between lines."""
    lines: list[str] = []
    size = 0
    for line in text.split("\n"):
        if lines and size + len(line) > _LONG:
            yield "\n".join(lines)
            lines, size = [], 0
        lines.append(line)
        size += len(line)
    yield "\n".join(lines)
