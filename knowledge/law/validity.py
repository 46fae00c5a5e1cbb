"""Which versions hold on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from knowledge.provisions import LegalDocument, Provision


def holds(provision: Provision, on: date) -> bool:
    """From `effective_on` until the day before `expires_on`."""
    started = provision.effective_on is None or provision.effective_on <= on
    return started and (provision.expires_on is None or on < provision.expires_on)


def in_force(provisions: Iterable[Provision], on: date) -> tuple[Provision, ...]:
    """The versions that hold on `on`, one an address."""
    return tuple(provision for provision in provisions if holds(provision, on))


def document_holds(document: LegalDocument, on: date) -> bool | None:
    """Whether the document as a whole holds on `on`; None where the sources do not give its start."""
    if document.expires_on is not None and document.expires_on <= on:
        return False
    if document.effective_on is None:
        return None
    return document.effective_on <= on
