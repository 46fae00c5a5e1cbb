"""From segments to utterances: sentences, pauses, overlong sentences."""

from __future__ import annotations

from typing import get_args

import pytest

from tts.production.pauses import default_pauses
from tts.production.plan import plan
from tts.script import Script, Segment, SegmentKind, Sentence


def test_sentences_are_said_one_by_one() -> None:
    sentences = (Sentence("Đạt 12%.", "đạt mười hai phần trăm."), Sentence("Tăng 3%.", "tăng ba phần trăm."))
    segment = Segment("paragraph", "Đạt 12%. Tăng 3%.", "đạt ... tăng ...", sentences=sentences)
    said = plan(Script((segment,)), default_pauses())
    assert [(one.written, one.spoken) for one in said] == [(one.text, one.spoken) for one in sentences]
    assert [one.pause_after for one in said] == [default_pauses().sentence, default_pauses().after["paragraph"]]


def test_a_heading_is_set_off_and_the_notice_comes_first() -> None:
    script = Script(
        (Segment("paragraph", "a", "a"), Segment("heading", "I. b", "một b", 1), Segment("paragraph", "c", "c"))
    )
    said = plan(script, default_pauses(), "máy đọc")
    assert said[0].segment == -1
    pauses = default_pauses()
    assert said[1].pause_after == pauses.after["paragraph"] + pauses.before_heading


def test_what_has_no_letters_is_not_said() -> None:
    assert plan(Script((Segment("paragraph", "***", "…"),)), default_pauses()) == ()


@pytest.mark.parametrize("mark", [",", ""])
def test_an_overlong_sentence_is_said_in_parts_under_one_subtitle(mark: str) -> None:
    spoken = f"{mark} ".join(["một trăm hai mươi hồ sơ"] * 60)
    said = plan(Script((Segment("paragraph", "120 hồ sơ ...", spoken),)), default_pauses())
    assert len(said) > 1
    assert " ".join(one.spoken for one in said) == spoken
    assert max(len(one.spoken) for one in said) <= 500
    assert [one.continues for one in said] == [False] + [True] * (len(said) - 1)


def test_pauses_are_set_for_every_kind_of_segment() -> None:
    pauses = default_pauses()
    assert set(pauses.after) == set(get_args(SegmentKind))
    assert pauses.lead_in >= 0.05, "an AAC stream without a container drops its first 1,024 samples into this pause"
    assert all(0 < seconds < 3 for seconds in [*pauses.after.values(), pauses.sentence, pauses.tail, pauses.notice])
