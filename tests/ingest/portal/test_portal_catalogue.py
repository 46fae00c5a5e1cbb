"""Nothing of the 2,642 real records is silently empty or lost."""

from __future__ import annotations

import re
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator

import pytest

from ingest.portal.record import parse_record
from ingest.portal.sections import read_page
from ingest.portal.submission_methods import MethodRow, split_rows
from ingest.portal.warnings import WarningCode
from knowledge.procedures import Procedure, Source
from knowledge.serialise import procedure_from_dict, procedure_to_dict

SOURCE = Source(uri=None, path="catalogue", digest="0" * 64, retrieved_on=None)
Raw = dict[str, dict[str, str]]
Parsed = dict[str, Procedure]
# Written for this test alone, apart from the reader's own patterns.
SUM = re.compile(r"(?<![\d.,/])(\d{1,3}(?:[.,]\d{3})+|\d+) ?(?:/\w+ )?(?:đồng|đ|vnđ|việt nam đồng)(?!\w)", re.I)
MILLIONS = re.compile(r"(?<![\d.,/])(\d+) triệu đồng", re.I)


@pytest.fixture(scope="module")
def parsed(raw_records: Raw) -> Parsed:
    return {place: parse_record(raw, source=SOURCE, as_of=None) for place, raw in raw_records.items()}


def rows_of(raw: dict[str, str]) -> list[MethodRow]:
    table = read_page(raw).fields["cach_thuc_thuc_hien"]
    return split_rows(table.removeprefix("Hình thức nộpThời gianPhí, lệ phíMô tả"))


def cell_sums(row: MethodRow) -> Iterator[int]:
    cell = f"{row.fee} ({row.note})"
    yield from (int(re.sub(r"[.,]", "", found)) for found in SUM.findall(cell))
    yield from (int(found) * 1_000_000 for found in MILLIONS.findall(cell))


def test_there_are_as_many_records_as_the_catalogue_says(parsed: Parsed) -> None:
    assert len(parsed) == 2642


def test_methods_documents_and_fees_are_read_or_flagged(parsed: Parsed) -> None:
    silent = []
    for place, procedure in parsed.items():
        flags = {warning.code for warning in procedure.warnings}
        has_fees = bool(procedure.submission_methods) and all(item.fees for item in procedure.submission_methods)
        if not procedure.submission_methods and not flags & {"methods_missing", "methods_unparsed"}:
            silent.append((place, "methods"))
        if not has_fees and "fee_missing" not in flags:
            silent.append((place, "fees"))
        if not procedure.documents and not flags & {"documents_missing", "documents_unparsed"}:
            silent.append((place, "documents"))
        if any(not item.name for item in procedure.documents):
            silent.append((place, "a document without a name"))
    assert silent == []


def test_other_sections_are_read_or_flagged(parsed: Parsed) -> None:
    fields = {"steps": "steps_missing", "legal_basis": "legal_basis_missing", "results": "results_missing"}
    silent = [
        (place, field)
        for place, procedure in parsed.items()
        for field, code in fields.items()
        if not getattr(procedure, field) and not procedure.has_warning(code)
    ]
    assert silent == []


def test_every_sum_of_a_fee_cell_is_the_amount_of_a_fee_or_flagged(raw_records: Raw, parsed: Parsed) -> None:
    lost = []
    seen = 0
    for place, raw in raw_records.items():
        procedure = parsed[place]
        for row, method in zip(rows_of(raw), procedure.submission_methods, strict=True):
            amounts = {fee.amount_vnd for fee in method.fees}
            named = set(cell_sums(row))
            seen += len(named)
            if not named <= amounts and not procedure.has_warning("fee_sum_unread"):
                lost.append((place, sorted(named - amounts)))
    assert seen > 1500
    assert lost == []


def test_no_word_of_the_steps_is_lost(raw_records: Raw, parsed: Parsed) -> None:
    def words(text: str) -> list[str]:
        return re.findall(r"\w+", text)

    for place, raw in raw_records.items():
        section = read_page(raw).fields["trinh_tu_thuc_hien"]
        assert words(" ".join(step.text for step in parsed[place].steps)) == words(section), place


def test_the_records_of_another_code_are_flagged(parsed: Parsed) -> None:
    foreign = [place for place, procedure in parsed.items() if procedure.has_warning("foreign_text")]
    assert len(foreign) == 17
    assert "bo-cong-an/3.000224" in foreign


def test_what_is_known_to_be_wrong_is_flagged(parsed: Parsed) -> None:
    assert parsed["bo-cong-an/3.000351"].has_warning("fee_implausible")
    assert parsed["bo-cong-an/3.000353"].has_warning("legal_basis_other_sector")
    free_but = [place for place, item in parsed.items() if item.has_warning("fee_contradicts_free")]
    assert len(free_but) >= 37


def test_texts_are_composed_unicode_without_furniture(parsed: Parsed) -> None:
    for place, procedure in parsed.items():
        text = str(procedure_to_dict(procedure))
        assert unicodedata.is_normalized("NFC", text), place
        assert "Chọn cơ quan thực hiện" not in text, place
        assert "Tên giấy tờMẫu đơn" not in text, place


def test_every_implausible_fee_is_quoted_so_that_it_can_be_skipped(parsed: Parsed) -> None:
    for place, procedure in parsed.items():
        texts = {fee.text for method in procedure.submission_methods for fee in method.fees}
        quotes = {warning.quote for warning in procedure.warnings if warning.code == "fee_implausible"}
        assert quotes <= texts, place


def test_every_record_survives_being_written(parsed: Parsed) -> None:
    for procedure in parsed.values():
        assert procedure_from_dict(procedure_to_dict(procedure)) == procedure


def test_codes_of_all_flags_are_known(parsed: Parsed) -> None:
    known = {code.value for code in WarningCode}
    counts = Counter(warning.code for procedure in parsed.values() for warning in procedure.warnings)
    assert set(counts) <= known


def test_the_whole_catalogue_is_read_in_seconds(raw_records: Raw) -> None:
    few = list(raw_records.values())[::10]
    start = time.process_time()
    for raw in few:
        parse_record(raw, source=SOURCE, as_of=None)
    assert (time.process_time() - start) * 10 < 20
