"""The checker reads figures in any notation, passes true answers and stops corrupted ones."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from corruption import CORRUPTIONS
from true_answers import ROOT, TrueAnswer, sample_records, true_answers

from assistant.checking import Fault, Figure, FigureKind, check_answer, figures_in, is_vietnamese, unsupported
from knowledge.citations import Citation
from knowledge.passages import Kind

WANTED = 1000


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("135.000 đồng", FigureKind.MONEY, "135000"),
        ("135,000 VNĐ", FigureKind.MONEY, "135000"),
        ("135 nghìn", FigureKind.MONEY, "135000"),
        ("135k", FigureKind.MONEY, "135000"),
        ("1,5 triệu đồng", FigureKind.MONEY, "1500000"),
        ("1 triệu 200 nghìn đồng", FigureKind.MONEY, "1200000"),
        ("ba trăm năm mươi nghìn đồng", FigureKind.MONEY, "350000"),
        ("05 (năm) ngày làm việc", FigureKind.DURATION, "5 working_days"),
        ("năm ngày làm việc", FigureKind.DURATION, "5 working_days"),
        ("30 Ngày", FigureKind.DURATION, "30 days"),
        ("8 giờ làm việc", FigureKind.DURATION, "8 working_hours"),
        ("28/02/2025", FigureKind.DATE, "2025-02-28"),
        ("ngày 5 tháng 7 năm 2026", FigureKind.DATE, "2026-07-05"),
        ("tháng 7/2026", FigureKind.DATE, "2026-07"),
        ("50%", FigureKind.PERCENT, "50"),
        ("1900 0368", FigureKind.PHONE, "19000368"),
        ("0901.234.567", FigureKind.PHONE, "0901234567"),
        ("3.000347", FigureKind.CODE, "3.000347"),
        ("KQ.G04.000504", FigureKind.CODE, "KQ.G04.000504"),
        ("158/2024/NĐ-CP", FigureKind.DOCUMENT, "158/2024/NĐ-CP"),
        ("Nghị định 168,", FigureKind.DOCUMENT, "168"),
        ("tờ khai CT01", FigureKind.FORM, "CT01"),
        ("Phụ lục XII", FigureKind.FORM, "MẪU XII"),
        ("Điều 21", FigureKind.PROVISION, "ĐIỀU 21"),
        ("điểm đ", FigureKind.PROVISION, "ĐIỂM Đ"),
        ("02 bản", FigureKind.COUNT, "2 bản"),
        ("ảnh 3x4 cm", FigureKind.COUNT, "3x4cm"),
        ("gửi vào dvc-gplx-vn.top nhé", FigureKind.LINK, "dvc-gplx-vn.top"),
    ],
)
def test_a_figure_is_read_in_its_one_form(text: str, kind: FigureKind, value: str) -> None:
    assert figures_in(text) == Counter({Figure(kind, value): 1})


def test_item_numbers_and_source_marks_are_no_figures() -> None:
    assert not figures_in("1. Đơn đề nghị [2]\n2. Giấy khám sức khỏe; một cửa")


def test_a_figure_of_another_case_is_not_support() -> None:
    sources = ["Trực tuyến: 3 ngày làm việc", "Trực tiếp: 5 ngày làm việc"]
    assert unsupported("Nộp trực tiếp thì 5 ngày làm việc.", sources) == []
    assert unsupported("Nộp trực tuyến thì 5 ngày làm việc.", sources) != []
    assert unsupported("Thời hạn là 3 ngày.", sources) != []


def test_parts_of_a_full_figure_are_stated_with_it() -> None:
    sources = ["Thông tư số 12/2025/TT-BCA ngày 28/02/2025"]
    assert unsupported("Thông tư 12/2025 ban hành năm 2025, tháng 02/2025", sources) == []
    assert unsupported("Thông tư 13/2025 ban hành năm 2024", sources) != []


def answers_of_samples() -> list[TrueAnswer]:
    return [answer for record in sample_records() for answer in true_answers(record)]


def assert_true_answers_pass(answers: Sequence[TrueAnswer]) -> None:
    wrong = [(a.text, unsupported(a.text, a.sources)) for a in answers if unsupported(a.text, a.sources)]
    assert wrong == []


def corrupted_that_pass(answers: Sequence[TrueAnswer], wanted: int, seed: int) -> tuple[list[str], int]:
    """Corrupted answers that the checker lets through, and how often a corruption happened to be stated elsewhere."""
    random = Random(seed)
    passed: list[str] = []
    made = coincidences = 0
    while made < wanted:
        answer = random.choice(answers)
        text = CORRUPTIONS[made % len(CORRUPTIONS)](answer.text, random)
        if text is None or figures_in(text) == figures_in(answer.text):
            continue
        if figures_in(text).keys() <= set().union(*(figures_in(source) for source in answer.sources)):
            coincidences += 1  # another true figure of the same source: no checker of figures alone can tell
            continue
        made += 1
        if check_answer(text, answer.sources).passed:
            passed.append(text)
    return passed, coincidences


def test_true_answers_from_the_sample_pass_and_a_thousand_corruptions_do_not() -> None:
    answers = answers_of_samples()
    assert len(answers) > 500
    assert_true_answers_pass(answers)
    passed, coincidences = corrupted_that_pass(answers, WANTED, seed=20261122)
    assert passed == []
    assert coincidences < WANTED / 4


@pytest.mark.slow
def test_true_answers_from_the_real_catalogue_pass_and_corruptions_do_not() -> None:
    from ingest.portal.reader import read_portal_file

    raw = ROOT.parent / "shared" / "data" / "catalogue_2026" / "raw"
    if not raw.is_dir():
        pytest.skip("../shared/data/catalogue_2026 is not here")
    records = [read_portal_file(path, None) for path in sorted(Path(raw).rglob("*.json"))[::8]]
    answers = [answer for record in records for answer in true_answers(record)]
    assert_true_answers_pass(answers)
    assert corrupted_that_pass(answers, WANTED, seed=7)[0] == []


def test_the_verdict_names_its_faults() -> None:
    sources = ["Lệ phí cấp giấy phép lái xe: 135.000 đồng/lần."]
    good = Citation(Kind.PROCEDURE, "3.000347", "Đổi giấy phép lái xe", quote="135.000 đồng/lần")
    assert check_answer("Lệ phí là 135.000 đồng một lần.", sources, [good]).passed
    assert check_answer("", sources).faults == (Fault.EMPTY,)
    assert check_answer("The fee is 135.000 đồng.", sources).faults == (Fault.LANGUAGE,)
    bad = check_answer("Lệ phí là 115.000 đồng.", sources, [Citation(Kind.PROCEDURE, "", "?", quote="x")])
    assert bad.faults == (Fault.FIGURE, Fault.CITATION)
    assert bad.figures == (Figure(FigureKind.MONEY, "115000"),)
    assert bad.citations == (0,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anh/chị nộp hồ sơ tại Phòng Cảnh sát giao thông.", True),
        ("Nộp qua VNeID, mẫu CT01.", True),
        ("Please submit your application online.", False),
        ("Nop ho so tai phong canh sat giao thong", False),
        ("请提交申请", False),
        ("Пожалуйста, Phòng Cảnh sát", False),
        ("123", False),
    ],
)
def test_only_vietnamese_with_its_marks_counts(text: str, expected: bool) -> None:
    assert is_vietnamese(text) is expected
