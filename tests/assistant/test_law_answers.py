from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from assistant.data_files import data_file
from assistant.law_answers import answer_missing, answer_provision, answer_several
from assistant.law_citations import LIMIT, shortened
from assistant.law_sources import LawAnswer, LawSources
from assistant.penalty_answers import answer_levels, answer_penalty, answer_total
from assistant.validity_answers import answer_provision_validity, answer_transition, answer_validity
from ingest.laws.law_file import read_law_file
from ingest.laws.library import build_library, read_metadata
from knowledge.law.levels import levels_of
from knowledge.law.penalties import penalty_of
from knowledge.law.references import find_references
from knowledge.law.resolving import Found, NotFound, resolve
from knowledge.law.several_acts import total_of
from knowledge.law.validity import in_force
from knowledge.provisions import Provision

_TODAY = date(2026, 11, 22)
_N168 = "168/2024/NĐ-CP"


@pytest.fixture(scope="module")
def sources(shared_dir: Path) -> LawSources:
    folder = shared_dir / "data" / "laws"
    files = [read_law_file(path) for path in sorted(folder.glob("*.md"))]
    library = build_library(files, read_metadata(folder / "markdown_metadata.json"), "markdown_metadata.json")
    return LawSources(library.documents, library.provisions, library.repeals)


def _ask(question: str, sources: LawSources, on: date = _TODAY) -> LawAnswer:
    (reference, *_) = find_references(question)
    outcome = resolve(reference, sources.documents, sources.provisions, on)
    if isinstance(outcome, NotFound):
        return answer_missing(outcome, reference, sources, on)
    if isinstance(outcome, Found):
        named = reference.names_a_place
        return answer_provision(outcome, sources) if named else answer_validity(outcome.document, sources, on)
    return answer_several(outcome)


def _places(answer: LawAnswer) -> set[tuple[str, str | None, str | None, str | None]]:
    return {(one.id, one.article, one.clause, one.point) for one in answer.citations}


def test_a_provision_is_quoted_with_its_place(sources: LawSources) -> None:
    answer = _ask("điểm d khoản 1 Điều 6 Luật 35", sources)
    assert "Cơ sở dữ liệu thanh toán điện tử giao thông đường bộ" in answer.text
    assert "Điểm d khoản 1 Điều 6 Luật Đường bộ số 35/2024/QH15 ngày 27/06/2024" in answer.text
    assert _places(answer) == {("35/2024/QH15", "6", "1", "d")}


def test_an_amended_provision_cites_both(sources: LawSources) -> None:
    answer = _ask("điểm p khoản 5 điều 6 nđ 168", sources)
    assert "đu bám bên ngoài xe" in answer.text
    assert "238/2026/NĐ-CP" in answer.text
    assert {(_N168, "6", "5", "p"), ("238/2026/NĐ-CP", "19", "10", None)} <= _places(answer)


def test_before_the_amendment_the_old_words(sources: LawSources) -> None:
    answer = _ask("điểm p khoản 5 điều 6 nđ 168", sources, date(2026, 8, 14))
    assert "chở người trên nóc xe" in answer.text
    assert "238/2026" not in answer.text


@pytest.mark.parametrize(
    ("question", "on", "words"),
    [
        ("Điều 90 luật 36", _TODAY, "không có Điều 90"),
        ("khoản 99 điều 58 luật 36", _TODAY, "không có khoản 99"),
        ("điểm z khoản 7 điều 7 nđ 168", _TODAY, "không có điểm z"),
        ("Điều 71 Nghị định 165/2024/NĐ-CP", _TODAY, "chỉ có đến Điều 70"),
        ("nghị định 999/2026 điều 1", _TODAY, "không tìm thấy văn bản này"),
        ("khoản 8a Điều 20 NĐ 168", date(2026, 8, 14), "chưa có hiệu lực vào ngày 14/08/2026"),
        ("điểm d khoản 17 điều 32 nđ 168", _TODAY, "không còn hiệu lực từ 15/08/2026"),
        ("nghị định 238/2026/NĐ-CP", date(2026, 8, 12), "chưa có hiệu lực"),
        ("điều 6 văn bản 36/2024", _TODAY, "muốn hỏi văn bản nào"),
        ("nghị định 100 còn hiệu lực không", _TODAY, "bị bãi bỏ một phần"),
        ("thông tư 12/2025/TT-BCA còn hiệu lực không", _TODAY, "108/2026/TT-BCA"),
        ("nghị định 168 còn hiệu lực không", _TODAY, "vẫn còn hiệu lực"),
    ],
)
def test_what_is_not_there_or_not_in_time_is_said(sources: LawSources, question: str, on: date, words: str) -> None:
    assert words in _ask(question, sources, on).text


def test_a_repealed_circular_names_the_clause_that_repeals_it(sources: LawSources) -> None:
    answer = _ask("thông tư 35/2024/TT-BGTVT còn hiệu lực không", sources)
    assert "bãi bỏ" in answer.text
    assert "khoản 2 Điều 33 Thông tư 14/2025/TT-BXD" in answer.text
    assert ("14/2025/TT-BXD", "33", "2", None) in _places(answer)


def test_a_provision_in_force_cites_the_clause_that_sets_its_day(sources: LawSources) -> None:
    (reference,) = find_references("khoản 3 Điều 10 Luật 36/2024/QH15 có hiệu lực chưa")
    found = resolve(reference, sources.documents, sources.provisions, date(2026, 1, 1))
    assert isinstance(found, Found)
    answer = answer_provision_validity(found, sources, date(2026, 1, 1))
    assert "có hiệu lực từ 01/01/2026" in answer.text
    assert ("36/2024/QH15", "88", "2", None) in _places(answer)


def test_acts_done_before_a_decree_held(sources: LawSources) -> None:
    decree = next(one for one in sources.documents if one.number == "238/2026/NĐ-CP")
    answer = answer_transition(decree, sources)
    assert "tại thời điểm thực hiện hành vi vi phạm" in answer.text
    assert {("238/2026/NĐ-CP", "21", None, None), ("238/2026/NĐ-CP", "20", "1", None)} <= _places(answer)


def _held(sources: LawSources) -> dict[str, Provision]:
    return {one.address: one for one in in_force(sources.provisions, _TODAY)}


def test_a_fine_with_its_points(sources: LawSources) -> None:
    held = _held(sources)
    answer = answer_penalty(penalty_of(held[f"{_N168}|7|7|c"], held.values()), sources)
    assert "từ 4.000.000 đồng đến 6.000.000 đồng" in answer.text
    assert "trừ 04 điểm" in answer.text
    assert {(_N168, "7", "7", "c"), (_N168, "7", "13", "b")} <= _places(answer)


def test_a_degree_each_on_its_line(sources: LawSources) -> None:
    held = _held(sources)
    levels = levels_of(held[f"{_N168}|6|6|c"], held.values())
    answer = answer_levels([penalty_of(level, held.values()) for level in levels], sources)
    assert len(re.findall("^- ", answer.text, re.MULTILINE)) == 3
    assert "30.000.000 đồng đến 40.000.000 đồng" in answer.text


def test_two_acts_together(sources: LawSources) -> None:
    held = _held(sources)
    acts = [penalty_of(held[f"{_N168}|7|{place}"], held.values()) for place in ("7|c", "2|h")]
    answer = answer_total(total_of(acts, held.values()), sources)
    assert "từ 4.400.000 đồng đến 6.600.000 đồng" in answer.text
    assert (_N168, "50", "1", "b") in _places(answer)


def test_every_penalty_fits_and_every_sum_stands_in_its_citations(sources: LawSources) -> None:
    held = _held(sources)
    acts = [one for one in held.values() if one.document == _N168 and one.lead.startswith("Phạt tiền")]
    assert len(acts) > 500
    for act in acts:
        answer = answer_penalty(penalty_of(act, [one for one in held.values() if one.article == act.article]), sources)
        assert len(answer.text) <= LIMIT, act.address
        quotes = " ".join(citation.quote for citation in answer.citations)
        for figure in re.findall(r"\d[\d.]{5,}\d", answer.text.replace(". ", " ")):
            assert figure in quotes, f"{act.address}: {figure}"


def test_every_article_can_be_answered_within_the_limit(sources: LawSources) -> None:
    heads = [one for one in _held(sources).values() if one.clause is None]
    by_article: dict[tuple[str, str], list[Provision]] = {}
    for one in _held(sources).values():
        by_article.setdefault((one.document, one.article), []).append(one)
    documents = {document.number: document for document in sources.documents}
    for head in heads:
        found = Found(documents[head.document], tuple(by_article[head.document, head.article]), (head,))
        answer = answer_provision(found, sources)
        assert 0 < len(answer.text) <= LIMIT, head.address


def test_cutting_keeps_whole_clauses() -> None:
    assert shortened("Một hai ba. Bốn năm sáu bảy tám chín mười.", 14) == "Một hai ba…"
    assert shortened("ngắn", 20) == "ngắn"


def test_the_sentences_are_vietnamese_and_end_properly() -> None:
    for name, sentence in data_file("law_texts.yaml").items():
        assert sentence.strip() == sentence or name.startswith("level_"), name
        assert sentence.count("{") == sentence.count("}"), name
