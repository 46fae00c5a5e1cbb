"""What is in order and what is not, each with what to do about it."""

from __future__ import annotations

import platform
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib.util import find_spec

from motcua.channel_findings import channel_findings
from motcua.errors import EmptyCatalogue
from motcua.failures import failure_of
from motcua.wiring import Parts

_LEAST_FREE = 1024**3  # bytes; the whole catalogue with its indexes takes about half of it
_OLDEST = (3, 11)
_EXTRAS = {
    "models": ("sentence_transformers",),
    "chat": ("langchain_openai",),
    "bots": ("telegram", "dbos"),
    "speech": ("av", "edge_tts", "espeakng_loader", "docx", "pypdfium2", "markdown_it"),
}


class State(StrEnum):
    FINE = "fine"
    NOTE = "note"  # works, but somebody may miss something
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    check: str
    state: State
    message: str  # Vietnamese


def examine(parts: Parts) -> list[Finding]:
    """Every check, in the order in which one thing needs the one before."""
    checks: tuple[tuple[str, Callable[[Parts], Iterator[Finding]]], ...] = (
        ("python", _python),
        ("home", _home),
        ("store", _store),
        ("index", _index),
        ("embedder", _embedder),
        ("chat", _chat),
        ("extras", _extras),
        ("channels", _channels),
    )
    return [finding for name, check in checks for finding in _run(name, check, parts)]


def _run(name: str, check: Callable[[Parts], Iterator[Finding]], parts: Parts) -> list[Finding]:
    try:
        return list(check(parts))
    except Exception as error:  # a part that can't be examined is a finding too
        return [Finding(name, State.WRONG, failure_of(error).message)]


def _python(_parts: Parts) -> Iterator[Finding]:
    state = State.FINE if sys.version_info >= _OLDEST else State.WRONG
    yield Finding("python", state, f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}.")


def _home(parts: Parts) -> Iterator[Finding]:
    home = parts.settings.home
    home.mkdir(parents=True, exist_ok=True)
    probe = home / ".probe"
    probe.write_bytes(b"")
    probe.unlink()
    yield Finding("home", State.FINE, f"Ghi được vào {home}.")
    free = shutil.disk_usage(home).free
    state = State.FINE if free >= _LEAST_FREE else State.NOTE
    yield Finding("disk", state, f"Ổ đĩa còn trống {free / 1024**3:.1f} GB.")


def _store(parts: Parts) -> Iterator[Finding]:
    counts = parts.catalogue.counts()
    said = "{procedures} thủ tục, {law_files} tệp luật, {passages} đoạn, từ {files} tệp."
    yield Finding("store", State.FINE, said.format(**counts))
    if not counts["passages"]:
        yield Finding("catalogue", State.NOTE, str(EmptyCatalogue()))


def _index(parts: Parts) -> Iterator[Finding]:
    folder = parts.settings.home / "index"
    if not folder.is_dir():
        yield Finding("index", State.NOTE, "Chưa có chỉ mục: sẽ được lập ở lần nạp hoặc lần hỏi đầu tiên.")
        return
    size = parts.indexes.vectors.size()
    if not size and parts.catalogue.counts()["passages"]:
        yield Finding("index", State.WRONG, f"Chỉ mục véc-tơ trống: xóa thư mục {folder} rồi chạy lại `motcua ingest`.")
        return
    yield Finding("index", State.FINE, f"{size} véc-tơ, mô hình {parts.settings.embedder}.")


def _embedder(parts: Parts) -> Iterator[Finding]:
    length = len(parts.embedder.embed_query("kiểm tra"))
    yield Finding("embedder", State.FINE, f"Mô hình {parts.settings.embedder} chạy được, véc-tơ {length} chiều.")


def _chat(parts: Parts) -> Iterator[Finding]:
    if parts.wording is None:
        yield Finding("chat", State.FINE, "Không đặt mô hình ngôn ngữ: câu trả lời soạn thẳng từ hồ sơ.")
        return
    place = parts.settings.chat_base_url or "địa chỉ của nhà cung cấp"
    yield Finding("chat", State.FINE, f"Mô hình {parts.settings.chat_model} ở {place}, chỉ để diễn đạt câu trả lời.")


def _extras(_parts: Parts) -> Iterator[Finding]:
    for extra, modules in _EXTRAS.items():
        missing = [module for module in modules if find_spec(module) is None]
        state = State.NOTE if missing else State.FINE
        said = f"thiếu {', '.join(missing)}: chạy `pip install 'motcua[{extra}]'` nếu cần." if missing else "đã cài."
        yield Finding(f"extra {extra}", state, f"Phần {extra} {said}")


def _channels(parts: Parts) -> Iterator[Finding]:
    for found in channel_findings(parts.settings):
        yield Finding(found.channel, State.FINE if found.is_in_order else State.WRONG, found.message)
