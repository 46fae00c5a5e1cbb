from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tts.errors import BadLexicon, EmptyReport
from tts.reading import read_report, reading_check, speak_text
from tts.script import Script

sys.path.insert(0, str(Path(__file__).parent))
from sample_report import LINES


@pytest.fixture
def script(tmp_path: Path) -> Script:
    (tmp_path / "bc.txt").write_text(LINES, encoding="utf-8")
    return read_report(tmp_path / "bc.txt")


def test_the_parts_of_a_report(script: Script) -> None:
    assert script.title == "BÁO CÁO Kết quả công tác cải cách hành chính quý IV/2023"
    assert [(segment.kind, segment.level, segment.text[:24]) for segment in script.segments] == [
        ("title", 0, "BÁO CÁO Kết quả công tác"),
        ("paragraph", 0, "Kính gửi: UBND tỉnh."),
        ("heading", 1, "I. KẾT QUẢ THỰC HIỆN"),
        ("heading", 2, "1. Giải quyết thủ tục hà"),
        ("paragraph", 0, "Trong quý IV/2023, Sở ti"),
        ("paragraph", 0, "Cán bộ của Trung tâm dữ "),
        ("paragraph", 0, "Có 06 hồ sơ trễ hạn do c"),
        ("caption", 0, "Bảng 2: Kết quả theo lĩn"),
        ("heading", 1, "II. KIẾN NGHỊ"),
        ("paragraph", 0, "Đề nghị UBND tỉnh bố trí"),
        ("list_item", 1, "a) Bổ sung kinh phí"),
        ("list_item", 1, "b) Bổ sung biên chế"),
    ]


def test_letterhead_recipients_and_signature_are_left_out_and_said_to_be(script: Script) -> None:
    reasons = [part.reason for part in script.left_out]
    assert reasons == ["letterhead"] * 6 + ["recipients"] * 3 + ["signature"] * 3
    read = " ".join(segment.text for segment in script.segments)
    assert not any(part.text in read for part in script.left_out)


def test_headings_are_spoken_as_people_do(script: Script) -> None:
    spoken = {segment.text: segment.spoken for segment in script.segments}
    assert spoken["I. KẾT QUẢ THỰC HIỆN"] == "một, kết quả thực hiện"
    assert spoken["b) Bổ sung biên chế"] == "bê, Bổ sung biên chế"


def test_a_segment_is_its_sentences(script: Script) -> None:
    for segment in script.segments:
        assert segment.text == " ".join(sentence.text for sentence in segment.sentences)
        assert segment.spoken == " ".join(sentence.spoken for sentence in segment.sentences)


def test_an_abbreviation_that_the_report_explains_is_learned(script: Script) -> None:
    told = next(segment for segment in script.segments if segment.text.startswith("Cán bộ"))
    assert told.sentences[0].spoken.startswith("Cán bộ của Trung tâm dữ liệu vùng biên làm việc ở thành phố Đông Hà")
    assert told.sentences[1].spoken == "trung tâm dữ liệu vùng biên họp hằng tuần."


def test_the_check_shows_guessed_words_first(tmp_path: Path) -> None:
    (tmp_path / "bc.txt").write_text("Họp tổ công tác.\n\nTheo ABXZ của tổ.\n\nHọp xong.\n", encoding="utf-8")
    rows = reading_check(read_report(tmp_path / "bc.txt"))
    assert [row.written for row in rows] == ["Theo ABXZ của tổ.", "Họp tổ công tác.", "Họp xong."]
    assert [(guess.written, guess.spoken) for guess in rows[0].guesses] == [("ABXZ", "a bê ích dét")]
    assert all(guess.why for guess in rows[0].guesses)


def test_the_office_word_list_beats_every_rule(tmp_path: Path) -> None:
    office = tmp_path / "office.tsv"
    office.write_text("# tên\nABXZ\tan bình xã\n30/4\tba mươi trên bốn\nUBND\tủy ban\n5G\tnăm gờ\n", encoding="utf-8")
    spoken = speak_text("UBND và ABXZ họp ngày 30/4, mạng 5G.", office=office)
    assert spoken.text == "ủy ban và an bình xã họp ngày ba mươi trên bốn, mạng năm gờ."
    assert spoken.guesses == ()


@pytest.mark.parametrize("line", ["ABXZ", "ABXZ\t", "ABXZ\tan 5", "\tan bình"])
def test_an_office_word_list_with_a_useless_line_is_refused_by_its_number(tmp_path: Path, line: str) -> None:
    (tmp_path / "office.tsv").write_text(f"# tên\nAB\tan bình\n{line}\n", encoding="utf-8")
    with pytest.raises(BadLexicon) as caught:
        speak_text("x", office=tmp_path / "office.tsv")
    assert "line 3" in caught.value.detail


def test_an_absent_office_word_list_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadLexicon):
        speak_text("x", office=tmp_path / "none.tsv")


def test_a_report_of_rules_and_dashes_is_empty(tmp_path: Path) -> None:
    (tmp_path / "bc.txt").write_text("-----\n\n***\n", encoding="utf-8")
    with pytest.raises(EmptyReport):
        read_report(tmp_path / "bc.txt")


def test_underscores_of_a_word_segmenter_are_spaces(tmp_path: Path) -> None:
    (tmp_path / "bc.txt").write_text("Sở Giao_thông vận_tải họp .\n", encoding="utf-8")
    assert read_report(tmp_path / "bc.txt").segments[0].text.startswith("Sở Giao thông vận tải")
