"""An office's own file of procedures that have ended, and how files of a run come into the store with their flags."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from builders import procedure

from ingest.errors import UnreadableFile
from ingest.records import write_record_file
from ingest.sources import SourceKind, read_source
from ingest.synchronise import UNREAD_FILE, Plan, Report, synchronise
from knowledge.store.catalogue import Catalogue
from knowledge.store.entries import RepealNotice

TODAY = date(2026, 11, 22)


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return Catalogue.open(f"sqlite:///{tmp_path / 'catalogue.db'}")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "delivery"
    made.mkdir()
    return made


def run(catalogue: Catalogue, folder: Path, *, prune: bool = False) -> Report:
    return synchronise(catalogue, {}, Plan([folder], prune=prune, today=TODAY), lambda *_: None)


def test_announcements_are_read(tmp_path: Path) -> None:
    path = tmp_path / "bai_bo.yaml"
    path.write_text(
        "abolished:\n- code: '1.000001'\n  ends_on: 2026-09-01\n  decision: Quyết định 1/QĐ-UBND\n"
        "- {code: '1.000002'}\n",
        encoding="utf-8",
    )
    assert read_source(path, SourceKind.AUTO, None, {}).entry.repeals == (
        RepealNotice("1.000001", date(2026, 9, 1), "Quyết định 1/QĐ-UBND", ""),
        RepealNotice("1.000002", None, "Thông báo của đơn vị", ""),
    )


@pytest.mark.parametrize(
    "text",
    [
        "abolished: 1.000001\n",
        "abolished:\n- 1.000001\n",
        "abolished:\n- {code: 1.5}\n",
        "abolished:\n- {code: '1.000001', day: x}\n",
        "abolished:\n- {code: '1.000001', ends_on: 1/9/2026}\n",
        "abolished:\n- {code: '1.000001', ends_on: [1]}\n",
        "abolished:\n- {code: '1.000001'\n",
    ],
)
def test_what_is_no_announcement_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "bai_bo.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableFile):
        read_source(path, SourceKind.AUTO, None, {})


def test_an_announcement_ends_a_record_and_its_file_s_going_takes_it_back(catalogue: Catalogue, folder: Path) -> None:
    write_record_file(folder / "a.json", [procedure()])
    (folder / "b.yaml").write_text("abolished:\n- {code: '1.000001', ends_on: 2026-09-01}\n", encoding="utf-8")
    run(catalogue, folder)
    found = catalogue.procedure("1.000001")
    assert found is not None
    assert found.valid_to == date(2026, 8, 31)
    (folder / "b.yaml").unlink()
    run(catalogue, folder, prune=True)
    found = catalogue.procedure("1.000001")
    assert found is not None
    assert found.valid_to is None


def test_a_code_that_stands_twice_in_a_file_is_stored_once_and_flagged(catalogue: Catalogue, folder: Path) -> None:
    older, newer = procedure(as_of=date(2024, 1, 1), name="Cũ"), procedure(as_of=date(2025, 1, 1), name="Mới")
    write_record_file(folder / "a.json", [newer, older, procedure("1.000002"), procedure("1.000002")])
    report = run(catalogue, folder)
    assert (report.failed, [one["code"] for one in report.warnings]) == ([], ["code_twice"])
    assert [title[1] for title in catalogue.titles()] == ["Mới", "Đổi giấy phép lái xe"]
    assert [flag.code for _, flag in catalogue.file_flags()] == ["code_twice"]


def test_a_file_that_can_t_be_read_stays_listed_until_it_can(catalogue: Catalogue, folder: Path) -> None:
    path = folder / "a.json"
    write_record_file(path, [procedure()])
    run(catalogue, folder)
    whole = path.read_bytes()
    path.write_bytes(b"{")
    run(catalogue, folder)
    assert [(name, flag.code) for name, flag in catalogue.file_flags()] == [(str(path), UNREAD_FILE)]
    assert len(catalogue.titles()) == 1
    path.write_bytes(whole)
    run(catalogue, folder)
    assert catalogue.file_flags() == []
    path.write_bytes(b"{")
    run(catalogue, folder)
    path.unlink()
    run(catalogue, folder, prune=True)
    assert (catalogue.file_flags(), catalogue.titles()) == ([], [])


def test_a_folder_that_is_gone_takes_nothing_with_it(catalogue: Catalogue, folder: Path) -> None:
    write_record_file(folder / "a.json", [procedure()])
    run(catalogue, folder)
    folder.rename(folder.with_name("unmounted"))
    report = run(catalogue, folder, prune=True)
    assert (len(report.failed), report.removed, len(catalogue.titles())) == (1, 0, 1)


def test_a_crawled_record_is_known_for_the_day_of_the_crawl(tmp_path: Path) -> None:
    path = tmp_path / "crawl.json"
    record = {
        "_id": {"$oid": "612362818d18c024c839e7ce"},
        "title": "Đăng ký thường trú",
        "Trình tự thực hiện": "- Bước 1: Nộp hồ sơ.",
        "Cách thức thực hiện": [{"Hình thức nộp": "Trực tiếp", "Thời hạn giải quyết": "7 Ngày làm việc"}],
        "Thành phần hồ sơ": [{"Tên giấy tờ": "Tờ khai"}],
        "Cơ quan thực hiện": "Công an Xã",
    }
    path.write_text(json.dumps([record], ensure_ascii=False), encoding="utf-8")
    for as_of in (None, date(2026, 7, 1)):
        (found,) = read_source(path, SourceKind.AUTO, as_of, {}).entry.procedures
        assert (found.as_of, found.source.retrieved_on) == (date(2021, 8, 23), date(2021, 8, 23))
