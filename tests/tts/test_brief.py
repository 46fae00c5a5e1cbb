from __future__ import annotations

from pathlib import Path

import pytest

from tts.brief import make_brief, syllables
from tts.reading import read_report
from tts.script import Script

FILLER = "Các phòng, ban đã phối hợp chặt chẽ với địa phương trong quá trình triển khai công việc thường ngày ở cơ sở."
TOLD = [
    "Trong năm, Sở tiếp nhận 14.911 hồ sơ, giải quyết đúng hạn đạt 99,5%.",
    "Số vụ tai nạn giảm 12,3% so với cùng kỳ năm trước.",
    "Còn 3 dự án chậm tiến độ do vướng mắc mặt bằng.",
    "Đề nghị UBND tỉnh xem xét bố trí vốn 25 tỷ đồng.",
]


@pytest.fixture
def script(tmp_path: Path) -> Script:
    lines = ["BÁO CÁO", "Tổng kết công tác", "", "I. KẾT QUẢ", ""]
    for n, told in enumerate(TOLD):
        lines += [f"{FILLER} Việc thứ {n} {k} vẫn thế." for k in range(15)] + [told]
    (tmp_path / "bc.txt").write_text("\n\n".join(lines), encoding="utf-8")
    return read_report(tmp_path / "bc.txt")


def test_it_holds_figures_changes_what_is_late_and_what_is_asked_for(script: Script) -> None:
    text = " ".join(segment.text for segment in make_brief(script, 1).segments)
    assert [told for told in TOLD if told not in text] == []


@pytest.mark.parametrize("minutes", [0.5, 1, 2, 3])
def test_it_is_about_as_long_as_asked(script: Script, minutes: float) -> None:
    brief = make_brief(script, minutes)
    assert sum(syllables(segment.spoken) for segment in brief.segments) <= minutes * 210


@pytest.mark.parametrize("minutes", [0.5, 1, 3])
def test_every_sentence_is_the_reports_own_and_in_its_order(script: Script, minutes: float) -> None:
    whole = [sentence for segment in script.segments for sentence in segment.sentences]
    brief = make_brief(script, minutes)
    chosen = [sentence for segment in brief.segments for sentence in segment.sentences]
    places = [whole.index(sentence) for sentence in chosen]
    assert places == sorted(set(places))
    dropped = [part.text for part in brief.left_out if part.reason == "not_chosen"]
    assert len(dropped) + len(chosen) == len(whole)


def test_a_short_report_stays_whole(script: Script) -> None:
    assert make_brief(script, 60) is script


@pytest.mark.parametrize("minutes", [0, -1])
def test_no_time_is_no_brief(script: Script, minutes: float) -> None:
    with pytest.raises(ValueError, match="minutes"):
        make_brief(script, minutes)
