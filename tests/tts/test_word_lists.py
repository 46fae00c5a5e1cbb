"""The shipped word lists are data: these tests are their type checker."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

import tts.normalise as normaliser
from tts.normalise.lexicon import FOLDER, WORD_LISTS, read_word_list, standard_lexicon

SAID = re.compile(r"[^\W\d_]+(?:,? [^\W\d_]+)*")
RULES = Path(normaliser.__file__).parent


@pytest.mark.parametrize("name", WORD_LISTS)
def test_every_reading_can_be_said(name: str) -> None:
    assert [entry for entry in read_word_list(FOLDER / name) if not SAID.fullmatch(entry.spoken)] == []


def test_no_reading_is_shadowed_by_an_equal_one() -> None:
    entries = [entry for name in WORD_LISTS for entry in read_word_list(FOLDER / name)]
    counts = Counter((entry.written, entry.left, entry.right) for entry in entries)
    assert [key for key, count in counts.items() if count > 1] == []


def test_units_documents_and_hosts_can_be_said() -> None:
    lexicon = standard_lexicon()
    said = [unit.spoken for unit in lexicon.units.values()]
    said += [*lexicon.kinds.values(), *lexicon.issuers.values(), *lexicon.hosts.values()]
    assert [words for words in said if not SAID.fullmatch(words)] == []


def test_every_context_is_used_and_every_used_context_exists() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in RULES.glob("*.py"))
    used = set(re.findall(r'(?:after|before)\((?:[^"()]|\([^()]*\))*"(\w+)"\)', code))
    used |= set(re.findall(r'contexts\["(\w+)"\]', code))
    assert used == set(standard_lexicon().contexts)


def test_the_briefs_themes_share_its_time() -> None:
    data = tomllib.loads((FOLDER.parent / "brief.toml").read_text(encoding="utf-8"))
    assert sum(theme["share"] for theme in data["themes"].values()) == pytest.approx(1)
    assert all(theme["words"] for theme in data["themes"].values())
