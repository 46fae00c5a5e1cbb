"""Our own record files, as YAML and JSON."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ingest.errors import RecordRefused, UnreadableFile
from ingest.records import looks_like_record, read_record_file, write_record_file
from knowledge.procedures import Channel, Fee, Procedure, Source, SubmissionMethod
from knowledge.serialise import procedure_from_dict

TEXT = """
- code: "1.000001"
  name: Đổi giấy phép lái xe
  sample: true
  source: {uri: "https://dichvucong.gov.vn/1", retrieved_on: 2026-07-01}
  submission_methods:
    - channel: online
      fees: [{text: 115.000 đồng, amount_vnd: 115000, valid_to: 2025-12-31}]
"""


def test_a_yaml_file_of_records_is_read(tmp_path: Path) -> None:
    path = tmp_path / "records.yaml"
    path.write_text(TEXT, encoding="utf-8")
    (procedure,) = read_record_file(path)
    assert procedure.sample
    assert procedure.source.uri == "https://dichvucong.gov.vn/1"
    assert procedure.source.path == str(path)
    assert procedure.source.retrieved_on == date(2026, 7, 1)
    fee = Fee("115.000 đồng", 115_000, valid_to=date(2025, 12, 31))
    assert procedure.submission_methods == (SubmissionMethod(Channel.ONLINE, None, (fee,), None),)


@pytest.mark.parametrize("name", ["records.yaml", "records.json"])
def test_what_is_written_is_read_again(tmp_path: Path, name: str) -> None:
    source = Source("https://dichvucong.gov.vn/1", "old", "old", None)
    written = procedure_from_dict(
        {"code": "1.000001", "name": "Cấp phù hiệu", "conditions": "Dòng một\nDòng hai"}, source
    )
    path = tmp_path / name
    write_record_file(path, [written])
    (read,) = read_record_file(path)
    assert isinstance(read, Procedure)
    assert (read.code, read.name, read.conditions) == (written.code, written.name, written.conditions)
    assert read.source.path == str(path)


@pytest.mark.parametrize(
    ("name", "text", "error", "reason"),
    [
        ("a.yaml", "a: [", UnreadableFile, "YAML"),
        ("a.json", "{", UnreadableFile, "JSON"),
        ("a.yaml", "- 1", RecordRefused, "không chứa bản ghi"),
        ("a.yaml", "{code: '1', name: A, colour: đỏ}", RecordRefused, "khóa lạ colour"),
        ("a.json", '{"code": 1, "name": "A"}', RecordRefused, "«code»"),
    ],
)
def test_bad_files_say_why(tmp_path: Path, name: str, text: str, error: type[Exception], reason: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(error, match=reason):
        read_record_file(path)


def test_record_files_are_told_from_others() -> None:
    assert looks_like_record({"code": "1", "name": "A"})
    assert not looks_like_record([])
    assert not looks_like_record({"ma_thu_tuc": "1"})
