"""Near titles told apart by what each has of its own."""

from __future__ import annotations

from knowledge.retrieval.titles import TitleWords, telling_words

PLAIN = "Đổi giấy phép lái xe"
MILITARY = "Đổi giấy phép lái xe quân sự do Bộ Quốc phòng cấp"
FOREIGN = "Đổi giấy phép lái xe hoặc bằng lái xe của người nước ngoài"
TITLES = TitleWords([PLAIN, MILITARY, FOREIGN, "Cấp lại giấy phép lái xe", "Đăng ký kết hôn"])


def test_the_plain_title_has_nothing_that_was_not_said() -> None:
    plain, military, foreign = TITLES.unsaid([0, 1, 2], ["đổi bằng lái hết bao nhiêu tiền"])
    assert plain == 0
    assert 0 < military < 1
    assert 0 < foreign < 1


def test_what_was_said_does_not_count_against_a_title() -> None:
    said = TITLES.unsaid([0, 1], ["đổi bằng lái quân sự"])[1]
    unsaid = TITLES.unsaid([0, 1], ["đổi bằng lái"])[1]
    assert said < unsaid
    assert TITLES.unsaid([0, 1], ["đổi bằng lái", MILITARY])[1] == 0


def test_marks_do_not_matter() -> None:
    assert list(TITLES.unsaid([0, 1], ["doi bang lai quan su"])) == list(
        TITLES.unsaid([0, 1], ["đổi bằng lái quân sự"])
    )


def test_who_handles_a_matter_is_no_part_of_it() -> None:
    by_level = [f"Trình báo mất hộ chiếu phổ thông (thực hiện tại cấp {level})" for level in ("tỉnh", "xã")]
    assert telling_words(by_level[0]) == telling_words(by_level[1])
    assert telling_words(PLAIN) < telling_words(FOREIGN)


def test_titles_are_alike_by_the_weight_of_what_they_share() -> None:
    words = TitleWords(["Cấp chứng chỉ thẩm tra viên", "Cấp lại chứng chỉ thẩm tra viên", "Đăng ký kết hôn"])
    likeness = words.likeness(0)
    assert likeness[0] == 1.0
    assert 0.3 < likeness[1] < 1.0
    assert likeness[2] == 0.0
