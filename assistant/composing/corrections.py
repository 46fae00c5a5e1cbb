"""What an answer adds about the asked field: sources that contradict each other, an end to come, who corrected it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.answers import Facet
from assistant.data_files import data_file
from knowledge.differences import label_of_place
from knowledge.procedures import CorrectionNote, Procedure
from knowledge.record_notes import LifeFlag

# Facet -> the parts of a record's places that it is answered from; a facet that is not here from all of them.
_PLACES = {
    Facet.FEE: ("fees", "submission_methods"),
    Facet.DURATION: ("duration", "submission_methods"),
    Facet.ONLINE: ("submission_methods", "channel", "description"),
    Facet.DOCUMENTS: ("documents",),
    Facet.FORM: ("documents",),
    Facet.PLACE: ("agencies",),
    Facet.STEPS: ("steps",),
    Facet.ELIGIBILITY: ("conditions",),
    Facet.RESULT: ("results",),
    Facet.LEGAL_BASIS: ("legal_basis",),
}


def corrections_of(procedure: Procedure, facet: Facet) -> Sequence[CorrectionNote]:
    """The corrections of what the facet is answered from."""
    return [one for one in procedure.corrections if _touches(one.field, facet)]


def signed(corrections: Sequence[CorrectionNote], template: str) -> str:
    """ "phí, lệ phí do Nguyễn Văn A đính chính ngày 22/11/2026; ...", or "" where nothing was corrected."""
    pattern: str = data_file("composing.yaml")[template]
    said = (
        pattern.format(what=label_of_place(one.field), by=one.by, day=f"{one.on:%d/%m/%Y}", reason=one.reason)
        for one in corrections
    )
    return "; ".join(dict.fromkeys(said))


def cautions(procedure: Procedure, facet: Facet, on: date) -> list[str]:
    """Lines of caution: two sources of one day differ on what is asked; the procedure is about to end."""
    words = data_file("composing.yaml")
    lines = []
    if any(flag.code == LifeFlag.SOURCE_CONFLICT and _touches(flag.field or "", facet) for flag in procedure.warnings):
        lines.append(words["sources_differ"])
    if procedure.valid_from is not None and procedure.valid_from > on:
        lines.append(words["begins_on"].format(day=f"{procedure.valid_from:%d/%m/%Y}"))
    if procedure.valid_to is not None and procedure.valid_to >= on:
        lines.append(words["ends_after"].format(day=f"{procedure.valid_to:%d/%m/%Y}"))
    return lines


def _touches(place: str, facet: Facet) -> bool:
    """ "submission_methods[*].fees" is about the fee, not about the time; a whole field is about all of its facets."""
    parts = [part.partition("[")[0] for part in place.split(".")]
    own = parts[1] if parts[0] == "submission_methods" and len(parts) > 1 else parts[0]
    return own in _PLACES.get(facet, (own,))
