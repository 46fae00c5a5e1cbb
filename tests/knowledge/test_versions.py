"""Which of several texts of one procedure is current."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest
from builders import procedure

from knowledge.procedures import LegalBasis, Source
from knowledge.versions import Standing, content_digest, evidence_of, name_key, of_one_day, ranked, stated_older

TODAY = date(2026, 11, 22)
OLD, NEW = date(2023, 5, 1), date(2026, 7, 1)


def standing(**values: object) -> Standing:
    fields: dict[str, object] = {
        "sample": False,
        "as_of": None,
        "evidence": None,
        "decision_number": None,
        "sequence": 1,
    }
    return Standing(**(fields | values))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "ascending",
    [
        [standing(sample=True, as_of=NEW), standing(as_of=OLD), standing(as_of=NEW)],
        [standing(as_of=OLD, sequence=9), standing(as_of=NEW, sequence=1)],
        [standing(as_of=OLD), standing(evidence=date(2026, 1, 1))],
        [standing(evidence=date(2014, 1, 1)), standing(as_of=OLD)],
        [standing(as_of=NEW, evidence=OLD, sequence=2), standing(as_of=NEW, evidence=date(2025, 1, 1), sequence=1)],
        [
            standing(as_of=NEW, decision_number="649/QĐ-BXD", sequence=2),
            standing(as_of=NEW, decision_number="1025/QĐ-BXD", sequence=1),
        ],
        [
            standing(as_of=NEW, decision_number="1025/QĐ-BXD", sequence=1),
            standing(as_of=NEW, decision_number="12/QĐ-UBND", sequence=2),
        ],
        [standing(as_of=NEW, sequence=1), standing(as_of=NEW, sequence=2)],
        [standing(as_of=NEW, valid_from=date(2027, 1, 1), sequence=2), standing(as_of=OLD, sequence=1)],
    ],
)
def test_the_newest_comes_last_in_whatever_order_they_come(ascending: list[Standing]) -> None:
    for order in permutations(ascending):
        assert [order[place] for place in ranked(order, TODAY)] == ascending


def test_sources_of_one_day_are_those_that_nothing_tells_apart() -> None:
    assert of_one_day(standing(as_of=NEW), standing(as_of=NEW, evidence=OLD))
    assert of_one_day(standing(evidence=OLD), standing(evidence=OLD))
    assert not of_one_day(standing(as_of=NEW), standing(as_of=OLD))
    assert not of_one_day(standing(evidence=OLD), standing(evidence=NEW))
    assert not of_one_day(standing(as_of=NEW), standing(as_of=NEW, sample=True))


def test_only_what_both_state_makes_a_text_older() -> None:
    assert stated_older(standing(as_of=OLD), standing(as_of=NEW))
    assert not stated_older(standing(), standing(as_of=NEW))
    assert not stated_older(standing(as_of=NEW), standing(as_of=NEW))


def test_evidence_is_the_newest_year_cited_or_the_making_of_the_address() -> None:
    cites = (
        LegalBasis("160/2024/NĐ-CP", None),
        LegalBasis("12/2029/TT-BCA", "năm viết nhầm"),
        LegalBasis(None, "Luật"),
    )
    record = procedure(legal_basis=cites)
    assert evidence_of(record, TODAY) == date(2024, 1, 1)
    address = "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/019d2bf7-bdc4-72f9-b485-27ced4a5eacb"
    made = replace(record, source=Source(address, "a.json", "", None))
    assert evidence_of(made, TODAY) == date(2026, 3, 26)
    assert evidence_of(procedure(), TODAY) is None


def test_the_same_text_has_one_digest_whatever_file_and_day_it_was_read() -> None:
    record = procedure(conditions="Có đủ giấy tờ", as_of=OLD)
    again = replace(record, as_of=NEW, source=Source("https://a.vn", "b.json", "1" * 64, NEW))
    assert content_digest(record) == content_digest(again)
    assert content_digest(record) != content_digest(replace(record, conditions="Khác"))


def test_names_are_compared_by_their_words() -> None:
    assert name_key("Đăng ký  thường trú.") == name_key("ĐĂNG KÝ THƯỜNG TRÚ")
    assert name_key("Đăng ký thường trú") != name_key("Đăng ký tạm trú")
