"""Forms are offered with their address, whole or not at all."""

from __future__ import annotations

from datetime import date

from builders import procedure

from assistant.answers import Facet
from assistant.checking.answers import check_answer
from assistant.composing.answer import compose
from assistant.composing.asked import Asked
from assistant.composing.forms import form_links
from assistant.replies import sources_of
from knowledge.procedures import DocumentRequirement, FormFile

LINK = "https://csdl.dichvucong.gov.vn/web/jsp/download_file.jsp?ma=3fd96e2f8a19e97"
PAPERS = tuple(
    DocumentRequirement(f"Tờ khai số {n} " + "rất dài " * 30, f"Mẫu CT0{n}", 1, 0, None, f"{LINK}{n}") for n in range(6)
)
RECORD = procedure(documents=PAPERS, forms=(FormFile("Mẫu số 9", "https://a.vn/9.docx"), FormFile("Mẫu số 8")))


def test_papers_and_forms_are_answered_with_whole_addresses() -> None:
    for facet, count in ((Facet.FORM, 4), (Facet.DOCUMENTS, 2)):
        answer = compose(RECORD, Asked(facet, (), (), date(2026, 11, 22)), None)
        offered = [line for line in answer.text.split("\n") if line.startswith("Tải mẫu")]
        assert offered == [f"Tải mẫu “Mẫu CT0{n}”: {LINK}{n}" for n in range(count)]
        assert check_answer(answer.text, sources_of(RECORD), answer.citations).passed


def test_other_facets_and_forms_without_an_address_offer_nothing() -> None:
    assert form_links(RECORD, Facet.FEE) == []
    assert form_links(procedure(forms=(FormFile("Mẫu số 8"),)), Facet.FORM) == []
    text = compose(
        procedure(forms=(FormFile("Mẫu số 8: Đơn đề nghị"),)), Asked(Facet.FORM, (), (), date(2026, 11, 22)), None
    ).text
    assert "Mẫu số 8: Đơn đề nghị" in text
