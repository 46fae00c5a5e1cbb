"""JSON Lines in, JSON Lines out, in order; a line that can't be answered says so and the rest go on."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from motcua.cli.arguments import readable
from motcua.cli.output import print_line
from motcua.errors import InputFailed, Misuse
from motcua.failures import failure_of

log = logging.getLogger(__name__)

Answer = Callable[[Mapping[str, Any]], Mapping[str, Any]]
_STANDARD_INPUT = "-"
_DONE, _SOME_FAILED = 0, 1


def one_or_batch(words: Sequence[str] | None, batch: str | None) -> None:
    """Raises Misuse unless exactly one of the two is given."""
    if (words is None or not list(words)) == (batch is None):
        raise Misuse("Xin cho một câu, hoặc --batch TỆP, không cả hai.")


def run_batch(source: str, answer: Answer) -> int:
    """Answers every line of the file `source` ("-": standard input); returns the exit code. Raises Misuse."""
    code = _DONE
    for number, raw in enumerate(_lines(source), 1):
        if not raw.strip():
            continue
        id_: Any = number
        try:
            line = _parsed(raw)
            id_ = line.get("id", number)
            if "id" not in line:
                raise InputFailed("Dòng này thiếu khóa id.")
            print_line({"id": id_, **answer(line)})
        except BrokenPipeError:
            raise
        except Exception as error:
            failure = failure_of(error)
            log.info("line %d: %s", number, failure.detail or failure.message)
            log.debug("where it happened", exc_info=error)
            print_line({"id": id_, "error": failure.message})
            code = _SOME_FAILED
    return code


def text_of(line: Mapping[str, Any], key: str) -> str:
    """Raises InputFailed unless the line has text under `key`."""
    value = line.get(key)
    if not isinstance(value, str):
        raise InputFailed(f"Dòng này thiếu khóa {key} (chuỗi chữ).")
    return readable(value)


def _parsed(raw: bytes) -> Mapping[str, Any]:
    try:
        line = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise InputFailed("Dòng này không phải là JSON hợp lệ.", str(error)) from error
    if not isinstance(line, dict):
        raise InputFailed("Dòng này phải là một đối tượng JSON.")
    return line


def _lines(source: str) -> Iterator[bytes]:
    if source == _STANDARD_INPUT:
        yield from sys.stdin.buffer
        return
    try:
        file = Path(source).open("rb")  # noqa: SIM115 (closed below; opening is what may fail)
    except OSError as error:
        raise Misuse(f"Không đọc được tệp {source}.", str(error)) from error
    with file:
        yield from file
