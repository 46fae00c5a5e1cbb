"""The portal's export of real records, made anew, says the same as the portal's JSON of them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import portal_export
import pytest

from ingest.portal.record import parse_record
from ingest.portal.sections import read_page
from ingest.portal.submission_methods import split_rows
from ingest.prose import content_of
from ingest.readers import read_document
from knowledge.procedures import Procedure, Source
from knowledge.text.clean import one_line

CATALOGUE = Path(__file__).resolve().parents[4] / "shared/data/catalogue_2026/raw"
SOURCE = Source(None, "catalogue", "0" * 64, None)
METHODS_HEAD = "Hình thức nộpThời gianPhí, lệ phíMô tả"
LEAST = 0.95
LEAST_IN_PRINT = 0.95  # rows that a page break cuts are what is lost


def words(text: str | None) -> str:
    return " ".join(re.findall(r"\w+", one_line(text or "").lower()))


def fields(item: Procedure) -> dict[str, object]:
    """What is compared: every field, its texts by their words."""
    methods, papers = item.submission_methods, item.documents
    return {
        "code": item.code,
        "name": words(item.name),
        "decision": words(item.decision_number),
        "level": [words(level) for level in item.level],
        "sector": words(item.sector),
        "audience": [words(name) for name in item.audience],
        "agencies": sorted((agency.role, words(agency.name)) for agency in item.agencies),
        "steps": words(" ".join(step.text for step in item.steps)),
        "channels": [method.channel for method in methods],
        "times": [(method.duration.value, method.duration.unit) if method.duration else None for method in methods],
        "fees": [[fee.amount_vnd for fee in method.fees] for method in methods],
        "descriptions": [words(method.description) for method in methods],
        "papers": [words(paper.name) for paper in papers],
        "forms": [words(paper.form) for paper in papers],
        "counts": [(paper.originals or 0, paper.copies or 0) for paper in papers],
        "laws": [words(basis.number) for basis in item.legal_basis],
        "titles": [words(basis.title) for basis in item.legal_basis],
        "conditions": words(item.conditions),
        "results": [words(result.name) for result in item.results],
    }


def records(count: int) -> list[tuple[Procedure, list[Any]]]:
    """Records from all over the catalogue with the sections of their export."""
    if not CATALOGUE.is_dir():
        pytest.skip(f"the real catalogue is not beside the repository ({CATALOGUE})")
    paths = sorted(CATALOGUE.glob("*/*.json"))
    chosen = []
    for path in paths[7 :: len(paths) // count]:
        raw = json.loads(path.read_text(encoding="utf-8"))
        record = parse_record(raw, source=SOURCE, as_of=None)
        if record.has_warning("foreign_text"):
            continue
        page = read_page({key: value or "" for key, value in raw.items()}).fields
        rows = split_rows(page["cach_thuc_thuc_hien"].removeprefix(METHODS_HEAD))
        chosen.append((record, portal_export.sections_of(record, page["trinh_tu_thuc_hien"], rows)))
    return chosen


def agreement(count: int, make: Callable[[str, list[Any]], Path]) -> tuple[float, list[str]]:
    same = compared = 0
    wrong = []
    for record, sections in records(count):
        path = make(record.code, sections)
        found = content_of(read_document(path), path, None).procedures
        expected, read = fields(record), fields(found[0]) if len(found) == 1 else {}
        for name, value in expected.items():
            compared += 1
            same += read.get(name) == value
            wrong += [f"{record.code} {name}"] if read.get(name) != value else []
    return same / compared, wrong


@pytest.mark.parametrize("layout", [portal_export.write_form, portal_export.write_flow])
def test_word_exports_agree_with_the_portal(tmp_path: Path, layout: Callable[[Path, Any], None]) -> None:
    def make(code: str, sections: list[Any]) -> Path:
        path = tmp_path / f"{code}.docx"
        layout(path, sections)
        return path

    share, wrong = agreement(24, make)
    assert share >= LEAST, wrong


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("layout", [portal_export.write_form, portal_export.write_flow])
def test_pdf_exports_agree_with_the_portal(tmp_path: Path, layout: Callable[[Path, Any], None]) -> None:
    def make(code: str, sections: list[Any]) -> Path:
        path = tmp_path / f"{code}.docx"
        layout(path, sections)
        printed = portal_export.to_pdf(path, tmp_path / "profile")
        if printed is None:
            pytest.skip("LibreOffice, which prints the export to PDF here, is not installed")
        return printed

    share, wrong = agreement(15, make)
    assert share >= LEAST_IN_PRINT, wrong
