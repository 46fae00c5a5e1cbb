"""A draft of a procedure -> the same typed record as from the portal. What the draft doesn't say stays None."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ingest.portal.agencies import read_list
from ingest.portal.furniture import stated
from ingest.portal.results import read_results
from ingest.portal.sector_check import other_sector
from ingest.portal.steps import read_steps
from ingest.portal.warnings import WarningCode, flag
from ingest.prose.codes import derived_code, printed_code
from ingest.prose.drafts import Draft, bare_title
from ingest.prose.entries import Entry
from ingest.prose.field_names import Field
from ingest.prose.form_links import attached_forms
from ingest.prose.laws import read_laws
from ingest.prose.methods import Stated, read_stated_methods
from ingest.prose.papers import read_papers
from ingest.prose.warnings import ProseFlag, record_flag
from ingest.readers.document import BlockKind
from knowledge.procedures import Agency, AgencyRole, OnlineLevel, Procedure, RecordWarning, Result, Source

_DECISION = re.compile(r"\d{1,5}(?:/\d{4})?/QĐ[-–][A-ZĐ][A-ZĐa-z\d&-]*")
_DAY = re.compile(r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})|(?P<d2>\d{1,2})[/-](?P<m2>\d{1,2})[/-](?P<y2>\d{4})")
_ROLES = {
    Field.AUTHORITY: AgencyRole.AUTHORITY,
    Field.IMPLEMENTING: AgencyRole.IMPLEMENTING,
    Field.RECEIVING: AgencyRole.RECEIVING,
    Field.DELEGATED: AgencyRole.DELEGATED,
    Field.COORDINATING: AgencyRole.COORDINATING,
}
_NOTHING = re.compile(
    r"[(\s]*(?:không có thông tin|chưa có thông tin|không có thông tin cụ thể|chưa xác định)[)\s.]*", re.I
)
_LEVELS = (
    (OnlineLevel.PARTIAL, re.compile(r"một phần|mức độ 3", re.I)),
    (OnlineLevel.FULL, re.compile(r"toàn trình|toàn bộ|mức độ 4", re.I)),
)
_REPEALED = re.compile(r"(?:đã )?hết hiệu lực|(?:đã )?bị bãi bỏ|bãi bỏ", re.I)
# Fields that the record has no place for: they stay readable as guidance.
UNPLACED = (Field.SETS, Field.FORMS, Field.ATTACHMENTS, Field.FEE_BASIS, Field.DESCRIPTION)


@dataclass(frozen=True, slots=True)
class Origin:
    source: Source
    as_of: date | None


def record_of(draft: Draft, origin: Origin) -> Procedure:
    name = _one(draft, Field.NAME) or bare_title(draft.title)
    steps, of_steps = read_steps("\n".join(_lines(draft, Field.STEPS)))
    beside = Stated(_bare_lines(draft, Field.DURATION), _fee_lines(draft), " ".join(_lines(draft, Field.ONLINE)))
    methods, of_methods = read_stated_methods(_filled(draft, Field.METHODS), beside)
    papers, of_papers = read_papers(_filled(draft, Field.DOCUMENTS))
    laws, of_laws = read_laws(_filled(draft, Field.LEGAL_BASIS))
    results = tuple(_results(_lines(draft, Field.RESULTS)))
    agencies = tuple(_agencies(draft))
    code, of_code = _code(draft, name, agencies)
    sector = _one(draft, Field.SECTOR)
    own_text = " ".join(
        [name, sector or "", *(entry.text for entry in draft.entries if entry not in _of(draft, Field.LEGAL_BASIS))]
    )
    of_rest = [*other_sector(laws, sector, own_text), *_missing_results(results), *_repealed(draft)]
    conditions = "\n".join(_lines(draft, Field.CONDITIONS))
    return Procedure(
        code=code,
        name=name,
        decision_number=_decision(draft),
        level=_list(draft, Field.LEVEL),
        sector=sector,
        audience=_list(draft, Field.AUDIENCE),
        agencies=agencies,
        steps=steps,
        submission_methods=methods,
        documents=papers,
        legal_basis=laws,
        conditions=conditions or None,
        results=results,
        online_level=_online_level(draft),
        related=tuple(_bare_lines(draft, Field.RELATED)),
        source=origin.source,
        as_of=origin.as_of or _day_in(draft, Field.EFFECTIVE, Field.DECISION),
        valid_from=_day_in(draft, Field.EFFECTIVE),
        forms=attached_forms([*_bare_lines(draft, Field.FORMS), *_bare_lines(draft, Field.ATTACHMENTS)]),
        warnings=tuple(dict.fromkeys((*of_code, *of_steps, *of_methods, *of_papers, *of_laws, *of_rest))),
    )


def _of(draft: Draft, field: Field) -> list[Entry]:
    return draft.sections.get(field, [])


def _filled(draft: Draft, field: Field) -> list[Entry]:
    """The section's entries, without those that only say that there is nothing."""
    return [entry for entry in _of(draft, field) if not _NOTHING.fullmatch(entry.text)]


def _lines(draft: Draft, field: Field) -> list[str]:
    """The lines of a section with their list marks."""
    texts = (line for entry in _filled(draft, field) for line in entry.text.split("\n"))
    return [line for line in texts if stated(line)]


def _bare_lines(draft: Draft, field: Field) -> list[str]:
    found = []
    for entry in _filled(draft, field):
        text = entry.text if entry.block.kind is BlockKind.TABLE else entry.block.text
        found += [line.strip() for line in text.split("\n") if stated(line)]
    return found


def _one(draft: Draft, field: Field) -> str | None:
    return stated(" ".join(_bare_lines(draft, field))) or None


def _list(draft: Draft, field: Field) -> tuple[str, ...]:
    lines = "\n".join(_bare_lines(draft, field)).replace(",\n", ", ").split("\n")
    # Commas divide the members of one line; where every member has its line, they belong to it.
    parts = (part.rstrip(" .;,") for line in lines for part in (read_list(line) if len(lines) == 1 else [line]))
    return tuple(part for part in parts if part)


def _agencies(draft: Draft) -> Iterator[Agency]:
    for field, role in _ROLES.items():
        if role is AgencyRole.RECEIVING:
            address = "\n".join(_bare_lines(draft, field))
            if address:
                yield Agency(role, address)
        else:
            yield from (Agency(role, name) for name in _list(draft, field))


def _code(draft: Draft, name: str, agencies: Sequence[Agency]) -> tuple[str, tuple[RecordWarning, ...]]:
    printed = printed_code(" ".join(_bare_lines(draft, Field.CODE)))
    if printed:
        return printed, ()
    agency = next((item.name for item in agencies if item.role is AgencyRole.IMPLEMENTING), None)
    return derived_code(name, agency), (record_flag(ProseFlag.CODE_DERIVED, "code"),)


def _decision(draft: Draft) -> str | None:
    for field in (Field.DECISION, Field.CODE):
        found = _DECISION.search(" ".join(_bare_lines(draft, field)))
        if found:
            return found.group()
    return _one(draft, Field.DECISION) if len(_one(draft, Field.DECISION) or "") < 60 else None


def _day_in(draft: Draft, *fields: Field) -> date | None:
    """The first day that the fields name."""
    text = " ".join(line for field in fields for line in _bare_lines(draft, field))
    found = _DAY.search(text)
    if found is None:
        return None
    parts = (found[one] or found[other] for one, other in (("y", "y2"), ("m", "m2"), ("d", "d2")))
    try:
        return date(*(int(part) for part in parts))
    except ValueError:
        return None


def _fee_lines(draft: Draft) -> list[str]:
    """Lines of the fee sections, each section's first with its label: "Lệ phí: Không có" says more than "Không có"."""
    section = _of(draft, Field.FEE)
    labels = draft.labels.get(Field.FEE, [])
    lines: list[str] = []
    for number, (label, start) in enumerate(labels):
        end = labels[number + 1][1] if number + 1 < len(labels) else len(section)
        entries = [entry for entry in section[start:end] if stated(entry.text) and not _NOTHING.fullmatch(entry.text)]
        texts = [line for entry in entries for line in entry.text.split("\n")]
        # A single label for both kinds names neither.
        plain = "," in label or " và " in label or len(texts) > 1
        lines += texts if plain else [f"{label.capitalize()}: {text}" for text in texts]
    return lines


def _results(lines: Sequence[str]) -> Iterator[Result]:
    for line in lines:
        found, _ = read_results(line.strip().lstrip("-+*• ").rstrip(" ;"))
        yield from found


def _missing_results(results: Sequence[Result]) -> tuple[RecordWarning, ...]:
    return () if results else (flag(WarningCode.RESULTS_MISSING, "results"),)


def _online_level(draft: Draft) -> OnlineLevel | None:
    text = " ".join(_lines(draft, Field.ONLINE))
    return next((level for level, pattern in _LEVELS if pattern.search(text)), None)


def _repealed(draft: Draft) -> tuple[RecordWarning, ...]:
    text = " ".join(_lines(draft, Field.VALIDITY))
    return (record_flag(ProseFlag.REPEALED, "validity", text),) if _REPEALED.search(text) else ()
