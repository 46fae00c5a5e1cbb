"""The shipped sample catalogue: whole and readable anywhere; true to the real records where those are at hand."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml

from ingest.portal.warnings import WarningCode
from knowledge.procedures import DurationUnit, Procedure, Source
from knowledge.serialise import procedure_from_dict

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "knowledge" / "sample").glob("*.yaml"))
RAW = ROOT.parent / "shared" / "data" / "catalogue_2026" / "raw"
AS_OF = date(2026, 7, 1)
REVIEWER = "reviewer_note"  # a contradiction that a person saw; every other flag is one of ingest's
UNIT_WORDS = {
    DurationUnit.HOURS: "giờ",
    DurationUnit.DAYS: "ngày",
    DurationUnit.WORKING_DAYS: "ngày làm việc",
}
real_catalogue = pytest.mark.skipif(not RAW.is_dir(), reason="the real records (../shared) are not at hand")
each_record = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


@cache
def sample(file: Path) -> Procedure:
    read = file.read_bytes()
    source = Source(uri=None, path=file.name, digest=hashlib.sha256(read).hexdigest(), retrieved_on=None)
    return procedure_from_dict(yaml.safe_load(read), source)


@cache
def real(code: str) -> dict[str, str]:
    (file,) = RAW.glob(f"*/{code}.json")
    record: dict[str, str] = json.loads(unicodedata.normalize("NFC", file.read_text(encoding="utf-8")))
    return record


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def compact(text: str) -> str:
    return re.sub(r"\s+", "", text).casefold()


def words(text: str) -> str:
    """Lower-case words with one space before and after each, so that `in` compares whole words."""
    return " ".join(("", *re.findall(r"[^\W_]+", text.casefold()), ""))


@cache
def real_text(code: str) -> str:
    return squeezed(" ".join(real(code).values()))


# ---- offline


def test_there_are_sixty() -> None:
    assert len(FILES) == 60


@each_record
def test_a_sample_record_is_whole(file: Path) -> None:
    record = sample(file)
    assert record.code == file.stem
    assert record.sample is True
    assert record.as_of == AS_OF
    assert (record.source.uri or "").startswith("https://dichvucong.gov.vn/thu-tuc-hanh-chinh/")
    assert record.decision_number
    assert record.sector
    assert record.agencies
    assert 3 <= len(record.steps) <= 8
    assert [step.number for step in record.steps] == list(range(1, len(record.steps) + 1))
    assert record.submission_methods
    assert record.documents
    assert record.legal_basis
    assert record.results
    for text in texts(record):
        assert text == unicodedata.normalize("NFC", text.strip())
        assert text


@each_record
def test_no_submission_method_is_silent(file: Path) -> None:
    record = sample(file)
    for method in record.submission_methods:
        assert method.duration is not None
        assert method.fees or record.has_warning("fee_missing")
        for fee in method.fees:
            assert fee.amount_vnd is not None or record.has_warning("fee_set_elsewhere")
            assert fee.amount_vnd is None or fee.amount_vnd == 0 or fee.amount_vnd >= 1000


@each_record
def test_flags_are_known(file: Path) -> None:
    known = {code.value for code in WarningCode} | {REVIEWER}
    assert {warning.code for warning in sample(file).warnings} <= known


# ---- against the real records


NUMBERED = re.compile(
    r"""(?P<document>\d+/\d{4}/(?:QH\d\d|[A-ZĐ]{2}-[A-ZĐ]+))
      | (?P<result>KQ\.[A-Z]\d+\.\d{6} | 000\.00\.00\.G04-KQ\d{6})
      | (?P<procedure>\d\.\d{6})
      | (?P<day>\d{1,2}/\d{1,2}/\d{4})
      | (?P<size>\d+x\d+)
      | (?P<thousands>\d{1,3}(?:[.,]\d{3})+(?!\d))
      | (?P<decimal>\d+[.,]\d+)
      | (?P<label>[A-ZĐ]{1,4}\d+[A-Z]*(?:/\d+)?)
      | (?P<annex>Phụ\ lục\ [IVX]+\b)
      | (?P<clause>(?i:Điều|khoản|mức\ độ|mẫu(?:\ số)?|loại)\ \d+(?!\d))
      | (?P<count>\d+)(?:\ \(\w+\))?(?P<unit>\ ?(?i:ngày\ làm\ việc|giờ\ làm\ việc|ngày|giờ|tháng|năm|chỗ|số\b|kg|kV|%
            |km|ki-?\ ?lô-mét|bản\ chính|bản\ sao|bản|bộ|lần|công\ đoạn|ảnh|biển|cm))?""",
    re.VERBOSE,
)


def figures(text: str) -> Iterator[tuple[str, str]]:
    """Every figure of a text as (kind, its value in one spelling); a count goes with its unit where it has one."""
    for match in NUMBERED.finditer(squeezed(text).replace("ki- lô", "ki-lô")):
        kind, value = match.lastgroup or "", match[0].casefold()
        if match["count"]:
            yield "count", str(int(match["count"]))
            if match["unit"]:
                yield "count", f"{int(match['count'])} {match['unit'].strip().casefold()}"
        elif kind in ("day", "clause"):
            yield kind, re.sub(r"\b0+(?=\d)", "", value).replace("mẫu số", "mẫu")
        elif kind == "thousands":
            yield kind, re.sub(r"[.,]", "", value)
        elif kind == "decimal":
            yield kind, value.replace(",", ".")
        else:
            yield kind, value


@cache
def real_figures(code: str) -> frozenset[tuple[str, str]]:
    return frozenset(figures(real_text(code)))


def texts(record: Procedure) -> Iterator[str]:
    """All that the record says in words."""
    yield from (step.text for step in record.steps)
    yield from (agency.name for agency in record.agencies)
    for method in record.submission_methods:
        yield from (text for text in (method.description, method.duration and method.duration.text) if text)
        yield from (text for fee in method.fees for text in (fee.text, fee.condition) if text)
    for document in record.documents:
        yield from (text for text in (document.name, document.form, document.case) if text)
    yield from (text for basis in record.legal_basis for text in (basis.number, basis.title) if text)
    yield from (text for result in record.results for text in (result.code, result.name) if text)
    yield from (text for warning in record.warnings for text in (warning.message, warning.quote) if text)
    if record.conditions:
        yield record.conditions


@real_catalogue
@each_record
def test_every_figure_stands_in_the_real_record(file: Path) -> None:
    record = sample(file)
    strange = {
        figure
        for text in texts(record)
        for figure in figures(text)
        if figure not in real_figures(record.code)
        and not (figure[0] == "document" and compact(figure[1]) in compact(real_text(record.code)))
        and not (figure[0] == "procedure" and list(RAW.glob(f"*/{figure[1]}.json")))  # names a sibling record
    }
    assert not strange


def test_a_figure_is_compared_with_its_unit() -> None:
    found = set(figures("Trong 05 ngày làm việc, 115.000 đồng, khoản 2 Điều 8 của 36/2024/QH15, mẫu số 01 Phụ lục XII"))
    assert ("count", "5 ngày làm việc") in found
    assert ("count", "5 ngày") not in found
    assert {("thousands", "115000"), ("clause", "điều 8"), ("document", "36/2024/qh15")} <= found
    assert {("annex", "phụ lục xii"), ("clause", "mẫu 1")} <= found


@real_catalogue
@each_record
def test_titles_and_origin_are_the_real_ones(file: Path) -> None:
    record, source = sample(file), real(file.stem)
    assert record.name == squeezed(source["ten_thu_tuc"])
    assert record.decision_number == source["so_quyet_dinh"]
    assert record.source.uri == source["detail_url"]
    assert record.sector == source["linh_vuc"]
    assert ", ".join(record.level) == source["cap_thuc_hien"]
    assert ", ".join(record.audience) == source["doi_tuong_thuc_hien"]
    for agency in record.agencies:
        assert compact(agency.name) in compact(real_text(record.code))
    for result in record.results:
        assert result.code is not None
        assert f"{compact(result.name)}mã:{compact(result.code)}" in compact(source["ket_qua_xu_ly"]).replace(
            ".mã", "mã"
        )
    assert (record.online_level is not None) == bool(re.search("toàn trình|một phần", record.name))


@real_catalogue
@each_record
def test_typed_values_stand_in_the_real_record(file: Path) -> None:
    record = sample(file)
    found, cells = real_figures(record.code), real(record.code)["cach_thuc_thuc_hien"]
    for method in record.submission_methods:
        duration = method.duration
        if duration and duration.value is not None and duration.unit is not None:
            assert compact(f"{duration.value:g} {UNIT_WORDS[duration.unit]}") == compact(duration.text)
            assert compact(duration.text) in compact(cells)
        for fee in method.fees:
            if fee.amount_vnd:
                assert ("thousands", str(fee.amount_vnd)) in set(figures(fee.text)) & set(figures(cells))
            for day in (fee.valid_from, fee.valid_to):
                assert day is None or ("day", f"{day.day}/{day.month}/{day.year}") in found
            assert fee.amount_vnd != 0 or "Miễn phí" in cells


@real_catalogue
@each_record
def test_documents_and_their_counts_are_the_real_ones(file: Path) -> None:
    record = sample(file)
    table = compact(real(record.code)["thanh_phan_ho_so"])
    for document in record.documents:
        count = f"{document.originals}bảnchính" + (
            f",{document.copies}bảnsao" if document.copies is not None else "(?!,)"
        )
        row = re.escape(compact(document.name)) + r"[:;.]*(?:[^;]{0,70}\.docx)?" + count
        assert re.search(row, table), document.name


@real_catalogue
@each_record
def test_laws_and_quotes_are_the_real_ones(file: Path) -> None:
    record = sample(file)
    for basis in record.legal_basis:
        assert basis.title
        without_lost_letter = (
            basis.title.removeprefix("T") if record.has_warning("legal_basis_restored") else basis.title
        )
        assert compact(without_lost_letter) in compact(real(record.code)["can_cu_phap_ly"])
    for warning in record.warnings:
        assert compact(warning.quote or "") in compact(real_text(record.code))


@real_catalogue
@each_record
def test_sentences_are_our_own(file: Path) -> None:
    record = sample(file)
    said = [step.text for step in record.steps] + (record.conditions or "").splitlines()
    said += [method.description or "" for method in record.submission_methods]
    theirs = words(real_text(record.code))
    for sentence in (part for text in said for part in re.split(r"[.;:](?=\s|$)", text)):
        assert len(sentence.split()) <= 12 or words(sentence) not in theirs, sentence
