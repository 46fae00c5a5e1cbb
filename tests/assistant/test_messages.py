"""Every canned text is there, is filled in, and is used."""

import re
from pathlib import Path

import pytest

from assistant.answers import Reason
from assistant.messages import fields, message, messages
from assistant.screening.vocabulary import screens

ROOMS = Path(__file__).parents[2]
DEFAULTS = {key for key in messages() if key.startswith("default_")}
TEXTS = set(messages()) - DEFAULTS
# Keys that are looked up by a screen or by their reason's name; any other must stand in the code as a string.
BY_NAME = {screen.message for screen in screens().screens} | {reason.value for reason in Reason}


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_a_text_is_filled_in_without_settings(key: str) -> None:
    values = {name: "7" for name in fields(key) if f"default_{name}" not in messages()}
    text = message(key, **values)
    assert "{" not in text
    assert text == text.strip()
    assert len(text) <= 400


def test_a_text_that_no_screen_or_reason_names_is_used_in_the_code() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOMS / "assistant").rglob("*.py"))
    unused = [key for key in sorted(TEXTS - BY_NAME) if not re.search(rf"[\"']{re.escape(key)}[\"']", code)]
    assert unused == []


def test_every_screen_has_its_text() -> None:
    assert {screen.message for screen in screens().screens} <= TEXTS


def test_a_setting_takes_the_place_of_the_default() -> None:
    assert "1900 0000" in message("office_knows", contact="1900 0000")
    assert messages()["default_contact"] in message("office_knows", contact="")


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        message("không có")


def test_distress_points_to_help_and_says_nothing_of_fines() -> None:
    text = message("distress")
    assert "115" in text
    assert "người thân" in text
    assert "bác sĩ" in text
    assert "phạt" not in text
