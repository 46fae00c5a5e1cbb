"""Amending articles -> typed amendments: which words of which document change, from when, by which provision."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.laws.front_matter import numbers_in
from ingest.laws.instructions import Place, read_instruction
from ingest.laws.quotes import heading_announces_quote, is_instruction
from ingest.laws.warnings import LawIssue, LawWarning
from knowledge.law.changes import Action, Amendment
from knowledge.law.targets import Target, parse_targets
from knowledge.provisions import LegalDocument, Provision
from knowledge.text.fold import fold

_GROUP = re.compile(r"^(sua doi,? bo sung|bo sung|bo|bai bo|thay the|bo sung, thay the, bai bo)\b.*\b(mot so|cac)\b")


def amendments_of(
    document: LegalDocument, provisions: Sequence[Provision]
) -> tuple[tuple[Amendment, ...], tuple[LawWarning, ...]]:
    """The amendments that `document` makes, in reading order, and the instructions that are not mechanical."""
    found: list[Amendment] = []
    by_article: dict[str, list[Provision]] = {}
    for provision in provisions:
        by_article.setdefault(provision.article, []).append(provision)
    for members in by_article.values():
        found += _of_article(document, members)
    warnings = [
        LawWarning(LawIssue.AMENDMENT_NOT_APPLIED, change.by, f"not mechanical: {change.text[:160]}")
        for change in found
        if change.action is Action.OTHER
    ]
    return tuple(found), tuple(warnings)


def _of_article(document: LegalDocument, members: Sequence[Provision]) -> list[Amendment]:
    head = members[0]
    if not is_instruction(head.heading):
        return []
    amended = _amended_document(document, head)
    named = parse_targets(head.heading)
    last = named[-1] if named else Target(None)
    place = Place(amended, head.address, head.effective_on or document.effective_on, last.article, last.clause)
    if heading_announces_quote(head.heading):
        return read_instruction(f"{head.heading} như sau: {head.text}", replace(place, article=None, clause=None))
    found: list[Amendment] = []
    for node in members:
        found += _of_node(node, members, place)
    return found


def _amended_document(document: LegalDocument, head: Provision) -> str:
    """The number in the article's heading; else the one document that the whole document amends; else empty."""
    named = numbers_in([head.heading])
    if named:
        return named[0]
    return document.amends[0] if len(document.amends) == 1 else ""


def _of_node(node: Provision, members: Sequence[Provision], place: Place) -> list[Amendment]:
    if not is_instruction(node.text):
        return []
    if (_has_points(node, members) and _GROUP.match(fold(node.text).lower())) or _is_lead(node, members):
        return []
    article, clause = place.article, place.clause
    if node.point is not None:
        context = parse_targets(node.lead, place.article)
        if len({target.article for target in context} - {None}) == 1:
            article = context[0].article
        if len(context) == 1:
            clause = context[0].clause
    own = replace(place, by=node.address, article=article, clause=clause)
    own = _other_document(node, own)
    return read_instruction(node.text, own) if own.document else []


def _other_document(node: Provision, place: Place) -> Place:
    """A clause that names its own document ("Sửa đổi khoản 5 Điều 51 của Luật Điện lực số 28/2004/QH11")."""
    head = node.lead if node.point else node.text.split("như sau")[0]
    named = numbers_in([head])
    return replace(place, document=named[0]) if named and "cụm từ" not in head else place


def _has_points(node: Provision, members: Sequence[Provision]) -> bool:
    return node.point is None and any(other.clause == node.clause and other.point for other in members)


def _is_lead(node: Provision, members: Sequence[Provision]) -> bool:
    """The opening words of a clause whose points are the instructions."""
    if not _has_points(node, members):
        return False
    return any(is_instruction(other.text) for other in members if other.clause == node.clause and other.point)
