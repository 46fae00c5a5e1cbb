"""The lines that each facet of a record gives."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from assistant.answers import Facet
from assistant.composing.compaction import compact
from assistant.composing.fees import fee_lines
from assistant.composing.sentences import shortened
from assistant.data_files import data_file
from knowledge.procedures import AgencyRole, DocumentRequirement, Procedure, SubmissionMethod
from knowledge.sentences import Sentence, sentences_of

_SUM = re.compile(r"\d[\d.,]*\s*(?:đồng|đ\b|vnđ)", re.IGNORECASE)  # a fee, not a time
_HANDED_IN = re.compile(r"\b(?:nộp|gửi|lập hồ sơ|đến|tới)\b", re.IGNORECASE)
_AGENCY = re.compile(
    r"\b(?:sở|cục|phòng|công an|ủy ban|trung tâm|cơ sở đăng kiểm|cơ sở|bộ phận|bộ|cảng vụ|chi cục|cơ quan|ngân hàng)\b",
    re.IGNORECASE,
)
_FORM = re.compile(r"\b(?:mẫu|phụ lục|tờ khai|CT\d\d|biểu mẫu)\b", re.IGNORECASE)
_TERM = re.compile(
    r"(?:thời hạn|giá trị|hiệu lực)\b.*?(?:\d+\s*\(?.{0,12}?(?:ngày|tháng|năm)|không thời hạn)", re.IGNORECASE
)


def facet_lines(procedure: Procedure, facet: Facet, on: date) -> list[str]:
    """The record's own words on a facet, a line each; empty where it says nothing."""
    return _MAKERS[facet](procedure, on)


def facet_quote(procedure: Procedure, facet: Facet) -> str:
    """The record's own words behind a facet's first line, for the citation."""
    methods = procedure.submission_methods
    words: dict[Facet, list[str]] = {
        Facet.DOCUMENTS: [document.name for document in procedure.documents],
        Facet.FORM: [document.name for document in procedure.documents if document.form],
        Facet.FEE: [fee.text for method in methods for fee in method.fees],
        Facet.DURATION: [method.duration.text for method in methods if method.duration],
        Facet.PLACE: [agency.name for agency in procedure.agencies],
        Facet.STEPS: [step.text for step in procedure.steps],
        Facet.ELIGIBILITY: [procedure.conditions or ""],
        Facet.RESULT: [result.name for result in procedure.results],
        Facet.LEGAL_BASIS: [basis.title or basis.number or "" for basis in procedure.legal_basis],
    }
    return next(iter(words.get(facet, [])), "") or procedure.name


def place_name(procedure: Procedure) -> str | None:
    """The agencies where an application is handed in, in a few words."""
    for role in (AgencyRole.RECEIVING, AgencyRole.IMPLEMENTING, AgencyRole.AUTHORITY):
        names = [agency.name for agency in procedure.agencies if agency.role is role]
        if names:
            return " hoặc ".join(name.rstrip(" .;,") for name in names[:3])
    return None


def duration_text(procedure: Procedure) -> str | None:
    """The durations of the submission methods in a few words."""
    texts = dict.fromkeys(_duration(method) for method in procedure.submission_methods)
    return "; ".join(text for text in texts if text) or None


def notes_among(procedure: Procedure) -> int:
    """How many of the lines on documents, at their end, are notes on papers; 0 where there is nothing but notes."""
    notes = sum(map(_is_note, procedure.documents))
    return notes if notes < len(procedure.documents) else 0


def _documents(procedure: Procedure, _on: date) -> list[str]:
    """Papers, then the notes on them."""
    lines = []
    case = None
    for document in sorted(procedure.documents, key=_is_note):
        prefix = f"{document.case}: " if document.case and document.case != case else ""
        case = document.case
        lines.append(f"{prefix}{_document(document)}")
    return lines


def _is_note(document: DocumentRequirement) -> bool:
    if document.form or document.originals or document.copies:
        return False
    return document.name.lower().lstrip("-+*(• ").startswith(tuple(data_file("composing.yaml")["notes"]))


def _document(document: DocumentRequirement) -> str:
    words = data_file("composing.yaml")
    counts = []
    if document.originals:
        counts.append(words["originals"].format(count=document.originals))
    if document.copies:
        counts.append(words["copies"].format(count=document.copies))
    extra = "; ".join([*([words["form"].format(form=document.form)] if document.form else []), *counts])
    name = compact(document.name)
    return f"{name} ({extra})" if extra else name


def _durations(procedure: Procedure, _on: date) -> list[str]:
    words = data_file("composing.yaml")["channel"]
    grouped: dict[str, list[str]] = {}
    for method in procedure.submission_methods:
        text = _duration(method)
        if text:
            if method.description and len(method.description) < 200 and not _SUM.search(method.description):
                text = f"{text} ({method.description})"
            grouped.setdefault(text, []).append(words[method.channel.value])
    if len(grouped) == 1:
        return list(grouped)
    return [f"{', '.join(dict.fromkeys(channels))}: {text}" for text, channels in grouped.items()]


def _duration(method: SubmissionMethod) -> str:
    """ "5 Ngày làm việc" -> "5 ngày làm việc"; a bare number has lost its unit and is not shown."""
    duration = method.duration
    if duration is None or (duration.unit is None and duration.text.replace(",", "").isdigit()):
        return ""
    return duration.text.replace("Ngày", "ngày").replace("Giờ", "giờ").replace("Tháng", "tháng").replace("Phút", "phút")


def _places(procedure: Procedure, _on: date) -> list[str]:
    names = place_name(procedure)
    running = [one.text for one in _running(procedure) if _HANDED_IN.search(one.text) and _AGENCY.search(one.text)]
    first = [text for text in running if re.search(r"\bnộp\b|\blập hồ sơ\b|\bgửi\b", text, re.IGNORECASE)]
    return [*([names] if names else []), *(first or running)[:3]]


def _steps(procedure: Procedure, _on: date) -> list[str]:
    return [step.text.lstrip("-+* ") for step in procedure.steps]


def _online(procedure: Procedure, on: date) -> list[str]:
    words = data_file("composing.yaml")["channel"]
    channels = ", ".join(dict.fromkeys(words[method.channel.value] for method in procedure.submission_methods))
    said = [
        one.text for one in _running(procedure) if re.search(r"trực tuyến|bưu chính|vneid", one.text, re.IGNORECASE)
    ]
    return [*([channels] if channels else []), *said[:3], *_places(procedure, on)[:1]]


def _conditions(procedure: Procedure, _on: date) -> list[str]:
    return [line.strip(" -+*;") for line in (procedure.conditions or "").split("\n") if len(line.strip()) > 3]


def _results(procedure: Procedure, _on: date) -> list[str]:
    return [result.name for result in procedure.results]


def _legal_basis(procedure: Procedure, _on: date) -> list[str]:
    lines = []
    for basis in procedure.legal_basis:
        number, title = basis.number or "", basis.title or ""
        lines.append(title if not number or number.lower() in title.lower() else f"{number}: {title}".rstrip(": "))
    return lines


def _forms(procedure: Procedure, _on: date) -> list[str]:
    wanted = (paper for paper in procedure.documents if paper.form or paper.form_link or _FORM.search(paper.name))
    papers = [*map(_document, wanted), *(compact(form.name) for form in procedure.forms)]
    return papers + [one.text for one in _running(procedure) if _FORM.search(one.text)]


def _validity(procedure: Procedure, _on: date) -> list[str]:
    return [one.text for one in sentences_of(procedure) if _TERM.search(one.text)][:3]


def in_short(procedure: Procedure, facets: Iterable[Facet], on: date) -> list[str]:
    """One short line for each of the facets that an overview tells, and that the record states."""
    words, more = (data_file("composing.yaml")[key] for key in ("overview", "more_papers"))
    papers = [shortened(compact(document.name), (), 110).rstrip(" .;,") for document in procedure.documents[:5]]
    values = {
        Facet.RESULT: "; ".join(_results(procedure, on)[:2]),
        Facet.PLACE: place_name(procedure),
        Facet.DURATION: duration_text(procedure),
        Facet.FEE: "; ".join(fee_lines(procedure, on)[:2]),
        Facet.DOCUMENTS: "; ".join(papers) + (more if len(procedure.documents) > len(papers) else ""),
    }
    wanted = set(facets)
    return [words[facet.value].format(value=value) for facet, value in values.items() if value and facet in wanted]


def _overview(procedure: Procedure, on: date) -> list[str]:
    return in_short(procedure, Facet, on)


def _running(procedure: Procedure) -> Sequence[Sentence]:
    return [one for one in sentences_of(procedure) if one.field in ("steps", "submission_methods", "conditions")]


_MAKERS: dict[Facet, Callable[[Procedure, date], list[str]]] = {
    Facet.DOCUMENTS: _documents,
    Facet.FEE: fee_lines,
    Facet.DURATION: _durations,
    Facet.PLACE: _places,
    Facet.STEPS: _steps,
    Facet.ONLINE: _online,
    Facet.ELIGIBILITY: _conditions,
    Facet.RESULT: _results,
    Facet.LEGAL_BASIS: _legal_basis,
    Facet.FORM: _forms,
    Facet.VALIDITY: _validity,
    Facet.OVERVIEW: _overview,
}
