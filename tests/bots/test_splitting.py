from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from bots.channel import Capabilities, Count, Markup
from bots.rendering.blocks import pack
from bots.rendering.measure import composed, measure_for, utf16_units
from bots.rendering.split import split

_TELEGRAM = Capabilities(4096, Count.UTF16, Markup.HTML, 10, 60, 64, None)


@given(st.text(max_size=400), st.integers(min_value=8, max_value=60))
def test_no_character_but_white_space_is_lost_and_no_piece_is_too_long(text: str, limit: int) -> None:
    measure = measure_for(_TELEGRAM)
    pieces = split(text, limit, measure)
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(measure(piece) <= limit for piece in pieces)


def test_pieces_end_where_sentences_end() -> None:
    text = "Nộp tại Bộ phận Một cửa TP. Cần Thơ. Lệ phí là 135.000 đồng. Thời hạn 5 ngày làm việc."
    assert split(text, 70, len) == (
        "Nộp tại Bộ phận Một cửa TP. Cần Thơ. Lệ phí là 135.000 đồng.",
        "Thời hạn 5 ngày làm việc.",
    )


def test_the_number_of_a_list_item_stays_with_it() -> None:
    text = "Hồ sơ gồm:\n1. Đơn đề nghị theo mẫu.\n2. Giấy khám sức khỏe."
    assert split(text, 40, len) == ("Hồ sơ gồm:\n1. Đơn đề nghị theo mẫu.", "2. Giấy khám sức khỏe.")


def test_decomposed_letters_are_composed_before_counting() -> None:
    name = "Nguyễn Thị Hoàng Anh"
    assert len(unicodedata.normalize("NFD", name)) == 24
    assert len(composed(unicodedata.normalize("NFD", name))) == 20


def test_telegram_counts_utf16_units_and_the_escapes() -> None:
    assert utf16_units("👍") == 2
    assert measure_for(_TELEGRAM)("<A1> & 👍") == len("&lt;A1&gt; &amp; ") + 2


def test_a_block_goes_whole_to_the_next_message() -> None:
    assert pack("một hai ba bốn năm", ["Nguồn: Thông tư 1"], 24, len) == ("một hai ba bốn năm", "Nguồn: Thông tư 1")
    assert pack("một hai", ["Nguồn: X"], 24, len) == ("một hai\n\nNguồn: X",)
