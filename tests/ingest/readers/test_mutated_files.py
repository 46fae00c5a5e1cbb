"""Files that were cut off, flipped, misnamed or emptied: each is read or named with its reason, in time."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path

import make_files
import pytest

from ingest.errors import UnreadableFile
from ingest.prose import content_of
from ingest.readers import read_document

LONGEST = 30  # seconds
# The two that start another program are slow to refuse.
QUICK = [ending for ending in make_files.MAKERS if ending not in (".rtf", ".png")]


def mutated(content: bytes, seed: int) -> tuple[str, bytes]:
    """(what was done, the bytes)."""
    chance = random.Random(seed)
    kind = chance.choice(["cut", "flip", "zeros", "swap", "double", "empty", "noise", "head"])
    spot = chance.randrange(1, max(len(content), 2))
    if kind == "cut":
        return kind, content[:spot]
    if kind == "head":
        return kind, content[spot:]
    if kind == "flip":
        flipped = bytearray(content)
        for _ in range(chance.choice([1, 8, 64])):
            flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
        return kind, bytes(flipped)
    if kind == "zeros":
        return kind, content[:spot] + bytes(min(200, len(content) - spot)) + content[spot + 200 :]
    if kind == "swap":
        return kind, content[spot:] + content[:spot]
    if kind == "double":
        return kind, content + content[:spot]
    return kind, b"" if kind == "empty" else chance.randbytes(chance.choice([1, 100, 5000]))


def cases(count: int, endings: list[str]) -> Iterator[tuple[int, str, str]]:
    """(seed, ending of the contents, ending of the name): every fifth file has another's name."""
    for seed in range(count):
        made = endings[seed % len(endings)]
        yield seed, made, endings[(seed * 7 + 3) % len(endings)] if seed % 5 == 0 else made


def check(folder: Path, count: int, endings: list[str]) -> None:
    sources = {}
    for ending in endings:
        make_files.MAKERS[ending](folder / f"goc{ending}")
        sources[ending] = (folder / f"goc{ending}").read_bytes()
    for seed, made, named in cases(count, endings):
        kind, content = mutated(sources[made], seed)
        path = folder / f"tep-{seed}-{kind}-{made[1:]}{named}"
        path.write_bytes(content)
        start = time.monotonic()
        try:
            content_of(read_document(path), path, None)
            reason = "Đọc được."
        except UnreadableFile as error:
            reason = str(error)
        assert reason.endswith("."), path.name
        assert len(reason) > 8, path.name
        assert time.monotonic() - start < LONGEST, path.name


@pytest.mark.timeout(110)
def test_mutated_files_are_read_or_named(tmp_path: Path) -> None:
    check(tmp_path, 90, QUICK)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_five_hundred_mutated_files(tmp_path: Path) -> None:
    check(tmp_path, 500, list(make_files.MAKERS))


@pytest.mark.parametrize("ending", QUICK)
def test_the_whole_files_are_read(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"tep{ending}"
    make_files.MAKERS[ending](path)
    document = read_document(path)
    assert document.blocks or document.parts or document.data is not None
    assert len(document.digest) == 64
    assert document.losses == ()


def test_a_wrong_ending_is_told(tmp_path: Path) -> None:
    path = tmp_path / "van-ban.txt"
    make_files.docx_file(path)
    document = read_document(path)
    assert [loss.code for loss in document.losses] == ["wrong_extension"]
    assert any(make_files.TEXT in block.text for block in document.blocks)
