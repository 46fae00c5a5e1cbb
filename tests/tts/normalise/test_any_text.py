from __future__ import annotations

import re
import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tts.normalise import normalise

FORMS = """35/QĐ-UBND 12,5% Km12+300 ( ) - – / // 1.2.3 ngày I. a) QL.1A 🎉 m2 TP. 0912345678 29A-123.45 http://
a@b.vn x 4/4 30/4 2021-2025 XX KH&ĐT _ ½ ² ٣ 1.000,5 $ đ % –5°C … ./. IV/2024 (i) 15h30 1:500 +84 VNeID H'leo
1tr5 30. 000.000"""
PIECES = st.sampled_from([*FORMS.split(), "\n", "\u200b", "+84 905 123 456"])
SAID = re.compile(r"[^\W\d_]+(?:[\s.,;:?!]+[^\W\d_]+)*[.,;:?!]*|[.?!]*")


@given(st.text(max_size=200))
@settings(max_examples=300)
def test_any_text_at_all_is_read_without_failing(text: str) -> None:
    assert not re.search(r"[0-9%&/+@_]", normalise(text).text)


@given(st.lists(st.tuples(PIECES, st.sampled_from(["", " ", ", "])), max_size=12))
@settings(max_examples=400)
def test_any_mixture_of_forms_leaves_only_words_and_pauses(parts: list[tuple[str, str]]) -> None:
    spoken = normalise("".join(piece + gap for piece, gap in parts)).text
    assert SAID.fullmatch(spoken), spoken


@given(st.lists(st.tuples(PIECES, st.sampled_from(["", " ", ", "])), max_size=12))
def test_spans_map_written_to_spoken_in_order(parts: list[tuple[str, str]]) -> None:
    result = normalise("".join(piece + gap for piece, gap in parts))
    ends = (0, 0)
    for span in result.spans:
        assert ends[0] <= span.written[0] < span.written[1] <= len(result.written)
        assert ends[1] <= span.spoken[0] < span.spoken[1] <= len(result.text) + 1
        ends = (span.written[1], span.spoken[1])


def test_a_span_gives_the_reading_of_its_token() -> None:
    result = normalise("đạt 12,5% kế hoạch")
    found = {result.written[slice(*s.written)]: result.text[slice(*s.spoken)] for s in result.spans}
    assert found["12,5%"] == "mười hai phẩy năm phần trăm"


@pytest.mark.parametrize("text", ["", "   ", "🎉🎉", "\n\n", "—", "(((", "..."])
def test_a_text_with_nothing_to_say_is_silent(text: str) -> None:
    assert normalise(text).text.strip(".") == ""


def test_a_text_without_diacritics_is_read_by_the_same_rules() -> None:
    spoken = normalise("UBND tinh ban hanh Quyet dinh so 35/QD-UBND ngay 09/01/2024").text
    assert "quyết định ủy ban nhân dân ngay mùng chín tháng một năm hai nghìn không trăm hai mươi tư" in spoken


def test_decomposed_letters_are_read_as_composed_ones() -> None:
    import unicodedata

    text = "Quyết định số 35/QĐ-UBND"
    assert normalise(unicodedata.normalize("NFD", text)).text == normalise(text).text


@pytest.mark.parametrize("written", ["ABXYZ", "qwrt", "30/11 12/12", "3.4"])
def test_what_cannot_be_known_is_said_to_be_a_guess(written: str) -> None:
    assert normalise(f"theo {written} của").guesses


def test_fifty_thousand_characters_a_second() -> None:
    text = "Sở GTVT đã ban hành 9.176 văn bản đi, đạt 92,56%; theo Quyết định số 35/QĐ-UBND ngày 09/01/2024.\n" * 200
    normalise(text[:500])
    start = time.process_time()
    normalise(text)
    assert len(text) / (time.process_time() - start) > 50_000


def test_it_is_there_within_a_fifth_of_a_second() -> None:
    code = "import time; start = time.process_time(); import tts.normalise; print(time.process_time() - start)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert float(done.stdout) < 0.2


def test_it_needs_the_standard_library_only() -> None:
    code = (
        "import sys; before = set(sys.modules); import tts.normalise; tts.normalise.normalise('12 km');"
        "new = {m.split('.')[0] for m in set(sys.modules) - before} - set(sys.stdlib_module_names);"
        "print(sorted(new))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['tts']"
