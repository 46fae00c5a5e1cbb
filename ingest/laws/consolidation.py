"""Provisions and the amendments to them -> every version of every provision, each with the days on which it holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ingest.laws import labels
from ingest.laws.law_file import provisions_of
from ingest.laws.outline import Node, OutlineReader
from ingest.laws.warnings import LawIssue, LawWarning
from ingest.laws.wording import change_words
from knowledge.law.changes import Action, Amendment
from knowledge.law.targets import Target
from knowledge.provisions import Provision
from knowledge.text.fold import fold

_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Consolidation:
    provisions: tuple[Provision, ...]  # all versions, in order of place and then of date
    warnings: tuple[LawWarning, ...]


def consolidate(provisions: Sequence[Provision], amendments: Iterable[Amendment]) -> Consolidation:
    """All versions of `provisions` after `amendments` (those of documents that are not here are left alone).

    A change that cannot be applied mechanically leaves the text as it was and gives a warning.
    """
    versions = _Versions(provisions)
    here = {provision.document for provision in provisions}
    due = [change for change in amendments if change.document in here and change.action is not Action.OTHER]
    for change in sorted(due, key=lambda change: change.effective_on or date.min):
        versions.apply(change)
    return Consolidation(versions.all(), tuple(versions.warnings))


def place_key(
    provision: Provision,
) -> tuple[str, tuple[int, int, str], tuple[int, int, str], tuple[int, int, str], date]:
    """Sorts provisions by document, article, clause, point and date."""
    return (
        provision.document,
        labels.order_key(provision.article),
        labels.order_key(provision.clause),
        labels.order_key(provision.point),
        provision.effective_on or date.min,
    )


class _Versions:
    def __init__(self, provisions: Sequence[Provision]) -> None:
        self._current = {provision.address: provision for provision in provisions}
        self._past: list[Provision] = []
        self.warnings: list[LawWarning] = []

    def all(self) -> tuple[Provision, ...]:
        return tuple(sorted([*self._past, *self._current.values()], key=place_key))

    def apply(self, change: Amendment) -> None:
        target = self._settle(change)
        if target is None:
            return
        settled = replace(change, target=target)
        if change.action in (Action.ADD, Action.REPLACE):
            self._reword(settled)
        elif change.action is Action.REPEAL:
            self._repeal(settled)
        else:
            self._change_words(settled)

    # which provision

    def _settle(self, change: Amendment) -> Target | None:
        """The provision that is meant, where the instruction and the quoted label differ or one is unreadable."""
        target, quoted = change.target, (change.quoted_label or "").lower()
        read = target.point or target.clause
        if target.readable and (not quoted or quoted in (target.point, target.clause, target.article)):
            return target
        level = "point" if target.point else "clause"
        printed = replace(target, **{level: quoted}) if _is_label(quoted, level) else None
        if not target.readable and change.old_words:
            return self._only_place(change)
        if not target.readable:
            if printed is None or not printed.readable:
                self._give_up(change, f"{target} is not readable")
                return None
            return self._note(change, printed, f"{target} read as {printed} from the quoted label")
        if printed is None or self._get(change.document, printed) is None:
            return self._note(change, target, f"label {quoted!r} of the new wording read as {read}")
        if self._get(change.document, target) is None:
            return self._note(change, printed, f"{target} does not exist: read as {printed}")
        closer = max((target, printed), key=lambda one: self._likeness(change, one))
        return self._note(change, closer, f"{target} or {printed}: the old wording fits {closer}")

    def _only_place(self, change: Amendment) -> Target | None:
        """The one provision with the readable labels of the target that holds the words to change."""
        target = change.target
        fits = [
            Target(one.article, one.clause, one.point)
            for one in self._current.values()
            if one.document == change.document
            and all(want in ("?", have) for want, have in _pairs(target, one))
            and change_words(one.text, change) is not None
        ]
        if len(fits) == 1:
            return self._note(change, fits[0], f"{target} read as {fits[0]}: no other holds these words")
        self._give_up(change, f"{target} is not readable")
        return None

    def _note(self, change: Amendment, target: Target, message: str) -> Target:
        self.warnings.append(LawWarning(LawIssue.AMENDMENT_UNCERTAIN, change.by, message))
        return target

    def _give_up(self, change: Amendment, message: str) -> None:
        self.warnings.append(LawWarning(LawIssue.AMENDMENT_NOT_APPLIED, change.by, f"{change.action}: {message}"))

    def _likeness(self, change: Amendment, target: Target) -> float:
        old = self._get(change.document, target)
        before = set(_WORDS.findall(fold(old.text if old else "").lower()))
        after = set(_WORDS.findall(fold(change.text).lower()))
        return len(before & after) / max(1, len(before | after))

    def _get(self, document: str, target: Target) -> Provision | None:
        return self._current.get(f"{document}|{target.article}|{target.clause or ''}|{target.point or ''}")

    def _members(self, document: str, target: Target) -> list[Provision]:
        """The provision and all below it."""
        return [
            provision
            for provision in self._current.values()
            if provision.document == document
            and provision.article == target.article
            and target.clause in (None, provision.clause)
            and target.point in (None, provision.point)
        ]

    # what changes

    def _reword(self, change: Amendment) -> None:
        old = self._members(change.document, change.target)
        if (change.action is Action.ADD) == bool(old):
            return self._give_up(change, f"{change.target} {'exists already' if old else 'does not exist'}")
        for provision in old:
            self._end(provision, change)
        for provision in self._build(change):
            self._current[provision.address] = replace(
                provision, effective_on=change.effective_on, amended_by=change.by
            )
        return None

    def _build(self, change: Amendment) -> tuple[Provision, ...]:
        target = change.target
        article = self._current.get(f"{change.document}|{target.article}||") or self._ended(change)
        heading, chapter = (article.heading, article.chapter) if article else ("", None)
        clause = self._get(change.document, Target(target.article, target.clause))
        if target.point:
            node = Node(str(target.article), target.clause, target.point, heading, chapter, change.text.split("\n"))
            return tuple(
                replace(one, lead=clause.text if clause else "") for one in provisions_of(change.document, [node])
            )
        if target.clause:
            body = f"### Điều {target.article}. {heading}\n{target.clause}. {change.text}"
        else:
            body = f"### Điều {target.article}. {change.text}"
        built = provisions_of(change.document, OutlineReader(change.document).read(body).nodes)
        return tuple(replace(one, chapter=chapter) for one in (built[1:] if target.clause else built))

    def _ended(self, change: Amendment) -> Provision | None:
        """The article's last version, where the whole article was just replaced."""
        same = [one for one in self._past if one.address == f"{change.document}|{change.target.article}||"]
        return same[-1] if same else None

    def _repeal(self, change: Amendment) -> None:
        old = self._members(change.document, change.target)
        if not old:
            return self._give_up(change, f"{change.target} does not exist")
        for provision in old:
            self._end(provision, change)
        return None

    def _end(self, provision: Provision, change: Amendment) -> None:
        del self._current[provision.address]
        if provision.effective_on is None or provision.effective_on != change.effective_on:
            self._past.append(replace(provision, expires_on=change.effective_on, ended_by=change.by))

    def _change_words(self, change: Amendment) -> None:
        whole = self._get(change.document, change.target)
        if whole is None:
            return self._give_up(change, f"{change.target} does not exist")
        new = change_words(whole.text, change)
        if new is not None:
            self._new_version(whole, replace(whole, text=new), change)
            for below in self._members(change.document, change.target):
                if below.lead == whole.text:
                    self._new_version(below, replace(below, lead=new), change)
            return None
        found = [(one, change_words(one.text, change)) for one in self._members(change.document, change.target)]
        changed = [(one, text) for one, text in found if text is not None]
        if not changed:
            return self._give_up(change, f"{change.old_words!r} is not (or not once) in {change.target}")
        for one, text in changed:
            self._new_version(one, replace(one, text=text), change)
        return None

    def _new_version(self, old: Provision, new: Provision, change: Amendment) -> None:
        first = old.amended_by if old.effective_on == change.effective_on and old.amended_by else change.by
        self._end(old, change)
        self._current[new.address] = replace(new, effective_on=change.effective_on, amended_by=first)


def _pairs(target: Target, one: Provision) -> tuple[tuple[str | None, str | None], ...]:
    return (target.article, one.article), (target.clause, one.clause), (target.point, one.point)


def _is_label(text: str, level: str) -> bool:
    return bool(labels.POINT.match(f"{text}) x") if level == "point" else labels.CLAUSE.match(f"{text}. x"))
