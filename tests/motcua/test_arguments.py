"""Command lines before they are parsed."""

from __future__ import annotations

from datetime import date

import pytest

from motcua.cli.arguments import asked_level, day, globals_first, readable, sentence_of, wants_json
from motcua.errors import Misuse


def test_global_options_may_stand_after_the_command() -> None:
    words = ["ask", "mất bằng", "--home", "/h", "--json", "--log-level=info"]
    assert globals_first(words) == ["--home", "/h", "--log-level=info", "ask", "mất bằng", "--json"]


def test_words_after_two_dashes_are_left_alone() -> None:
    words = ["ask", "--", "--home", "là", "gì"]
    assert globals_first(words) == words


def test_a_global_option_without_its_value_stays_for_the_parser_to_complain() -> None:
    assert globals_first(["ask", "--home"]) == ["--home", "ask"]


def test_json_is_wanted_only_where_it_is_an_option() -> None:
    assert wants_json(["ask", "x", "--json"])
    assert not wants_json(["ask", "--", "--json"])


@pytest.mark.parametrize(
    ("words", "level"),
    [
        (["--log-level", "debug", "ask"], "debug"),
        (["ask", "--log-level=info"], "info"),
        (["ask", "--log-level", "loud"], None),
        (["ask"], None),
    ],
)
def test_the_level_of_the_log_is_known_before_anything_can_fail(words: list[str], level: str | None) -> None:
    assert asked_level(words) == level


def test_days_are_iso_days() -> None:
    assert day("2026-06-30") == date(2026, 6, 30)
    assert day(None) is None


@pytest.mark.parametrize("text", ["2026-02-30", "30/06/2026", "hôm nay", "", "2026-06-30T10:00"])
def test_other_days_are_refused_with_an_example(text: str) -> None:
    with pytest.raises(Misuse, match="2026-06-30"):
        day(text)


def test_a_question_needs_no_quotes_around_it() -> None:
    assert sentence_of(["mất", "bằng lái", "xe"]) == "mất bằng lái xe"


def test_bytes_that_are_no_utf8_become_replacement_characters() -> None:
    escaped = b"m\xe1t b\xc3\xa1ng".decode("utf-8", "surrogateescape")
    assert readable(escaped) == "m\ufffdt báng"
    assert readable("nửa \ud83d ký tự").encode("utf-8")
