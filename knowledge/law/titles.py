"""How documents and places are named to citizens."""

from __future__ import annotations

from knowledge.provisions import LegalDocument, Provision


def short_title(document: LegalDocument) -> str:
    """ "Nghị định 168/2024/NĐ-CP", "Luật Đường bộ số 35/2024/QH15"."""
    if document.doc_type == "Luật" and document.number not in document.title:
        return f"{document.title} số {document.number}"
    return f"{document.doc_type} {document.number}" if document.doc_type != "Luật" else document.title


def place(provision: Provision) -> str:
    """ "điểm b khoản 9 Điều 6"; an annex by its own name."""
    parts = [f"điểm {provision.point}"] if provision.point else []
    parts += [f"khoản {provision.clause}"] if provision.clause else []
    article = provision.article if provision.article[0].isalpha() else f"Điều {provision.article}"
    return " ".join([*parts, article])


def address_place(address: str) -> tuple[str, str]:
    """ "238/2026/NĐ-CP|7|1|c" -> ("238/2026/NĐ-CP", "điểm c khoản 1 Điều 7"); empty for a document."""
    number, article, clause, point = address.split("|")
    if not article:
        return number, ""
    named = Provision(number, article, clause or None, point or None, "", "", "")
    return number, place(named)
