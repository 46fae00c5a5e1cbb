"""The office's word list, changed word by word."""

from __future__ import annotations

from pathlib import Path

import pytest

from motcua.errors import InputFailed
from motcua.narrations.drafts import Drafts
from motcua.narrations.office_words import OfficeWords
from motcua.narrations.voice_choices import chosen_voice, voice_choices
from motcua.settings import Settings
from tts.reading import speak_text

_BY_HAND = "# của văn phòng\nGPLX\tgiấy phép lái xe\nST\tsáng tạo\tđổi mới\n"


@pytest.fixture
def words(tmp_path: Path) -> OfficeWords:
    (tmp_path / "words.tsv").write_text(_BY_HAND, encoding="utf-8")
    return OfficeWords(tmp_path / "words.tsv")


def test_what_was_written_by_hand_stays(words: OfficeWords) -> None:
    words.put("  XKQ ", "xe  kéo\tquân")
    words.put("GPLX", "bằng lái")
    assert words.all() == [("XKQ", "xe kéo quân"), ("GPLX", "bằng lái")]
    assert words.path.read_text(encoding="utf-8").startswith("# của văn phòng\nST\tsáng tạo\tđổi mới\n")
    assert speak_text("XKQ và GPLX", office=words.path).text == "xe kéo quân và bằng lái"
    words.drop("XKQ")
    assert words.all() == [("GPLX", "bằng lái")]


def test_numbers_and_dates_can_be_corrected_too(tmp_path: Path) -> None:
    words = OfficeWords(tmp_path / "new" / "words.tsv")
    words.put("24/7", "suốt ngày đêm")
    assert speak_text("Trực 24/7.", office=words.path).text == "Trực suốt ngày đêm."


@pytest.mark.parametrize(
    ("written", "spoken"), [("", "a"), ("A", " "), ("#A", "a"), ("A", "số 3"), ("A", "năm %"), ("A", "a<b>")]
)
def test_readings_that_no_voice_could_say_are_refused(words: OfficeWords, written: str, spoken: str) -> None:
    with pytest.raises(InputFailed):
        words.put(written, spoken)
    assert words.path.read_text(encoding="utf-8") == _BY_HAND


def test_a_damaged_draft_hides_no_other(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    good, bad = drafts.add("a.txt", b"x", "lan"), drafts.add("b.txt", b"x", "lan")
    (tmp_path / bad.id / "draft.json").write_text("{", encoding="utf-8")
    assert drafts.all() == [good]
    assert drafts.get("../etc") is None
    drafts.remove("..")
    assert drafts.get(drafts.becomes(good, "7" * 32).id) == drafts.all()[0]
    assert drafts.all()[0].narration == "7" * 32


def test_voices_are_offered_as_the_settings_reach_them(tmp_path: Path) -> None:
    closed = voice_choices(Settings(home=tmp_path, speech_online=False, speech_base_url="http://a"))
    assert {one.engine for one in closed} == {"auto", "espeak"}
    everything = Settings(home=tmp_path, speech_base_url="http://a", piper_voice=tmp_path / "a.onnx")
    assert {one.engine for one in voice_choices(everything)} == {"auto", "edge", "openai", "piper", "espeak"}
    assert chosen_voice(Settings(home=tmp_path, speech_online=False), "hoai-my").engine == "auto"
