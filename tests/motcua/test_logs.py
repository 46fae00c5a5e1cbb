"""Logs: structured, quiet about libraries, and without a citizen's data."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from datetime import datetime

import pytest

from motcua.logs import set_up_logs


@pytest.fixture(autouse=True)
def _restored() -> Iterator[None]:
    root = logging.getLogger()
    kept, level = root.handlers[:], root.level
    yield
    root.handlers[:] = kept
    root.setLevel(level)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_line_is_one_json_object_with_its_extra_fields() -> None:
    stream = io.StringIO()
    set_up_logs("info", stream)
    logging.getLogger("motcua.test").info("đã nạp %d tệp", 3, extra={"seconds": 1.5})
    line = json.loads(stream.getvalue())
    assert (line["level"], line["logger"], line["message"]) == ("info", "motcua.test", "đã nạp 3 tệp")
    assert line["seconds"] == 1.5
    assert datetime.fromisoformat(line["time"]).tzinfo is not None


def test_personal_data_is_masked_in_message_extra_and_traceback() -> None:
    stream = io.StringIO()
    set_up_logs("info", stream)
    try:
        raise ValueError("số 0912345678")
    except ValueError:
        logging.getLogger("x").exception("hỏi bởi %s", "0912345678", extra={"who": "0912345678"})
    assert stream.getvalue().count("\n") == 1
    assert "0912345678" not in stream.getvalue()
    assert "ValueError" in json.loads(stream.getvalue())["error"]


def test_below_the_level_nothing_is_written_whatever_a_library_sets() -> None:
    stream = io.StringIO()
    set_up_logs("warning", stream)
    logging.getLogger("bm25s").setLevel(logging.DEBUG)
    logging.getLogger("bm25s").debug("building")
    logging.getLogger("motcua").info("built")
    assert stream.getvalue() == ""


def test_libraries_are_heard_at_info_only_when_they_warn() -> None:
    stream = io.StringIO()
    set_up_logs("info", stream)
    logging.getLogger("httpx").info("GET /")
    logging.getLogger("httpx").warning("gone")
    assert [json.loads(line)["message"] for line in stream.getvalue().splitlines()] == ["gone"]


def test_a_person_at_a_terminal_reads_plain_lines() -> None:
    stream = Terminal()
    set_up_logs("warning", stream)
    logging.getLogger("x").warning("Đang lập lại.")
    assert stream.getvalue() == "lưu ý: Đang lập lại.\n"
