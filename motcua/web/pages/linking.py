"""Where a citation opens: the record's field or the law's clause, the quoted words marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote, urlencode

from knowledge.law.titles import place
from knowledge.provisions import Provision
from motcua.web.pages.marking import shortened

_FIELDS = {
    "name": "Tên thủ tục",
    "documents": "Thành phần hồ sơ",
    "submission_methods": "Cách thức, thời hạn, phí",
    "agencies": "Cơ quan thực hiện",
    "steps": "Trình tự thực hiện",
    "conditions": "Yêu cầu, điều kiện",
    "results": "Kết quả",
    "legal_basis": "Căn cứ pháp lý",
}


def citation_href(citation: Mapping[str, Any]) -> str | None:
    """None for what has no page here (guidance)."""
    if citation["kind"] == "procedure":
        words = urlencode({"mark": shortened(citation["quote"])} if citation["quote"] else {})
        return f"/procedures/{quote(citation['id'])}?{words}#{citation['field'] or 'name'}"
    if citation["kind"] == "provision":
        return law_href(citation["id"], citation["article"], citation["clause"], citation["point"])
    return None


def law_href(number: str, article: str | None = None, clause: str | None = None, point: str | None = None) -> str:
    """The clause or point is marked on the page of its article."""
    named = {"article": article, "clause": clause, "point": point} if article else {}
    asked = urlencode({name: value for name, value in named.items() if value})
    anchor = f"#{clause_anchor(clause, point)}" if article else ""
    return f"/laws/{quote(number)}{'?' if asked else ''}{asked}{anchor}"


def distinct_citations(citations: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """One of each place: an answer may quote several sentences of one field."""
    return list({citation_label(one): one for one in reversed(citations)}.values())[::-1]


def clause_anchor(clause: str | None, point: str | None) -> str:
    return "-".join(["k" + clause if clause else "dieu", *(["d" + point] if point else [])])


def citation_label(citation: Mapping[str, Any]) -> str:
    """ "điểm b khoản 9 Điều 6 Nghị định ...", "Thành phần hồ sơ – Đổi giấy phép lái xe"."""
    if citation["article"]:
        where = place(Provision(citation["id"], citation["article"], citation["clause"], citation["point"], "", "", ""))
        return f"{where[:1].upper()}{where[1:]}, {citation['title']}"
    field = _FIELDS.get(citation["field"] or "")
    return f"{field} – {citation['title']}" if field else str(citation["title"])
