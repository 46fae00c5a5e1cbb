"""Checks what an officer wrote before it is signed: cited, and every figure of it in what is cited."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.checking.answers import Fault, check_answer
from assistant.law_citations import cite
from assistant.law_shelf import Shelf
from assistant.replies import sources_of
from knowledge.citations import Citation
from knowledge.law.validity import in_force
from knowledge.passages import Kind
from knowledge.procedures import Procedure
from knowledge.store.catalogue import Catalogue
from motcua.errors import InputFailed

_NO_RECORD = "Kho không có thủ tục mã {code}."
_NO_CLAUSE = "Kho không có {place} đang có hiệu lực."
_NO_SOURCE = "Câu trả lời phải dẫn ít nhất một thủ tục hoặc một điều khoản."
_FAULTS = {
    Fault.FIGURE: "Con số «{figures}» không có trong nguồn đã dẫn.",
    Fault.CITATION: "Trích dẫn không khớp với nguồn.",
    Fault.LANGUAGE: "Câu trả lời phải bằng tiếng Việt có dấu.",
    Fault.EMPTY: "Chưa có câu trả lời.",
}


class Drafting:
    def __init__(self, catalogue: Catalogue, shelf: Shelf | None) -> None:
        self._catalogue, self._shelf = catalogue, shelf

    def check(self, text: str, codes: Sequence[str], places: Sequence[str], today: date) -> tuple[Citation, ...]:
        """The citations of `codes` (procedures) and `places` ("168/2024/NĐ-CP|6|1|a"). Raises InputFailed."""
        records = [self._record(code) for code in codes]
        citations = [_cite_record(record) for record in records]
        citations += [self._cite_place(place, today) for place in places]
        if not citations:
            raise InputFailed(_NO_SOURCE)
        sources = [source for record in records for source in sources_of(record)]
        if self._shelf is not None:
            sources += [
                source for one in citations if one.kind is Kind.PROVISION for source in self._shelf.texts_of(one)
            ]
        verdict = check_answer(text, sources, citations)
        if not verdict.passed:
            figures = ", ".join(str(figure.value) for figure in verdict.figures)
            raise InputFailed(" ".join(_FAULTS[fault].format(figures=figures) for fault in verdict.faults))
        return tuple(citations)

    def _record(self, code: str) -> Procedure:
        record = self._catalogue.procedure(code)
        if record is None:
            raise InputFailed(_NO_RECORD.format(code=code))
        return record

    def _cite_place(self, place: str, today: date) -> Citation:
        number, article, clause, point = (*(part.strip() for part in place.split("|")), "", "", "")[:4]
        if self._shelf is not None:
            held = in_force(self._shelf.articles.get((number, article), ()), today)
            for one in held:
                if (one.clause or "", one.point or "") == (clause, point):
                    return cite(one, self._shelf.documents)
        raise InputFailed(_NO_CLAUSE.format(place=" ".join(filter(None, (number, article, clause, point)))))


def _cite_record(record: Procedure) -> Citation:
    return Citation(
        kind=Kind.PROCEDURE,
        id=record.code,
        title=record.name,
        field="name",
        quote=record.name,
        source=record.source.uri or record.source.path,
        as_of=record.as_of or record.source.retrieved_on,
    )
