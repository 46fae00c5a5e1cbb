"""Answer, ask back or refuse; and what is offered when asking back."""

from __future__ import annotations

import pytest

from assistant.answers import Facet
from assistant.deciding import Decision, Verdict, decide, options_of, unsaid
from knowledge.needs import Need, Siblings
from knowledge.retrieval.retriever import ProcedureRanking, Ranked
from knowledge.retrieval.titles import same_matter
from knowledge.retrieval.understanding import Query

CAR, MOTORBIKE = "Đăng ký xe ô tô lần đầu", "Đăng ký xe máy lần đầu"


def ranking(*scores: float, similarity: float = 0.93, coverage: float = 1.0) -> ProcedureRanking:
    ranked = tuple(Ranked(f"1.00000{at}", f"Thủ tục {at}", score) for at, score in enumerate(scores))
    return ProcedureRanking(ranked, similarity, coverage)


def query(text: str) -> Query:
    return Query(text, text, 1.0)


def test_a_clear_lead_is_answered() -> None:
    asked = query("đổi giấy phép lái xe hạng b sắp hết hạn cần giấy tờ gì")
    decision = decide(ranking(3.0, 1.5, 1.0), asked, [Facet.DOCUMENTS], 0.9)
    assert decision.verdict is Verdict.ANSWER
    assert decision.ask_back < 0.5


def test_two_words_that_fit_several_are_asked_back() -> None:
    assert decide(ranking(2.0, 1.99, 1.98), query("đăng ký"), [], 1.0).verdict is Verdict.ASK_BACK


def test_what_no_record_speaks_of_is_refused() -> None:
    far = ranking(0.5, 0.49, similarity=0.78)
    assert decide(far, query("giá vàng hôm nay thế nào"), [], 0.0).verdict is Verdict.REFUSE


def test_a_matter_that_the_best_name_does_not_hold_is_refused() -> None:
    near = ranking(2.0, 1.95, 1.9, similarity=0.88)
    asked = query("mở phòng khám nha khoa cần giấy phép gì")
    chances = [decide(near, asked, [], naming).refuse for naming in (0.0, 0.3, 0.6, 1.0)]
    assert decide(near, asked, [], 0.0).verdict is Verdict.REFUSE
    assert chances == sorted(chances, reverse=True)


def test_an_answer_that_may_be_beside_the_point_says_so() -> None:
    clear = decide(ranking(3.0, 1.5), query("đổi bằng lái"), [Facet.FEE], 1.0)
    far = decide(ranking(3.0, 2.6, similarity=0.88), query("đổi bằng lái máy bay"), [Facet.FEE], 0.3)
    assert not clear.is_unsure
    assert far.is_unsure


def test_options_of_no_one_family_are_offered_only_where_one_may_be_meant() -> None:
    doubtful, likely = Decision(Verdict.ASK_BACK, 0.9, 0.7), Decision(Verdict.ASK_BACK, 0.9, 0.1)
    assert doubtful.is_guess(None)
    assert not doubtful.is_guess("Anh/chị cấp lần đầu hay cấp lại?")
    assert not likely.is_guess(None)
    assert likely.leaves_open


@pytest.mark.parametrize("found", [ranking(), ranking(0.0, 0.0)])
def test_without_a_score_there_is_no_answer(found: ProcedureRanking) -> None:
    assert decide(found, query("đổi bằng lái"), [], 1.0).verdict is Verdict.REFUSE


def test_the_nearer_the_first_two_the_likelier_it_is_asked_back() -> None:
    asked = query("đăng ký xe mới")
    chances = [decide(ranking(2.0, 2.0 - gap, 1.0), asked, [], 1.0).ask_back for gap in (0.01, 0.2, 0.5, 0.9)]
    assert chances == sorted(chances, reverse=True)


@pytest.mark.parametrize(("said", "share"), [("đăng ký xe ô tô", 0.0), ("đăng ký xe máy", 1.0), ("đăng ký xe", 1.0)])
def test_what_sets_the_best_title_apart_may_be_unsaid(said: str, share: float) -> None:
    assert unsaid([Ranked("a", CAR, 1.0), Ranked("b", MOTORBIKE, 0.9)], said.split()) == share


def test_a_plain_title_needs_nothing_said() -> None:
    plain = Ranked("a", "Đổi giấy phép lái xe", 1.0)
    military = Ranked("b", "Đổi giấy phép lái xe quân sự do Bộ Quốc phòng cấp", 0.95)
    assert unsaid([plain, military], ["đổi", "bằng", "lái"]) == 0.0
    assert unsaid([military, plain], ["đổi", "bằng", "lái"]) == 1.0
    assert unsaid([plain], []) == 0.0


def test_titles_that_differ_in_who_handles_the_matter_are_one() -> None:
    levels = [
        Ranked(code, f"Trình báo mất hộ chiếu phổ thông (thực hiện tại cấp {level})", 2.0)
        for code, level in (("1.000001", "tỉnh"), ("1.000002", "xã"))
    ]
    assert decide(ProcedureRanking(tuple(levels), 0.95, 0.9), query("mất hộ chiếu"), [], 1.0).verdict is Verdict.ANSWER


@pytest.mark.parametrize("scores", [(2.0, 1.9), (2.0, 0.1), (2.0, 0.5, 0.4, 0.3), (2.0,) * 9])
def test_two_to_five_options_are_offered(scores: tuple[float, ...]) -> None:
    ask, options = options_of(ranking(*scores), {}, [])
    assert ask is None
    assert 2 <= len(options) <= 5
    assert options[0].code == "1.000000"
    assert len({option.code for option in options}) == len(options)


def test_options_have_citizens_labels() -> None:
    _, options = options_of(ranking(2.0, 1.9), {"1.000000": Need("đổi bằng lái", ())}, [])
    assert [option.label for option in options] == ["đổi bằng lái", "Thủ tục 1"]
    assert options[0].name == "Thủ tục 0"


def test_siblings_bring_their_own_question() -> None:
    wide = Siblings("Loại nào?", {f"1.00000{at}": str(at) for at in range(4)})
    narrow = Siblings("Ô tô hay xe máy?", {"1.000000": "ô tô", "1.000001": "xe máy"})
    ask, options = options_of(ranking(2.0, 1.9), {}, [wide, narrow])
    assert ask == "Ô tô hay xe máy?"
    assert [option.label for option in options] == ["ô tô", "xe máy"]


def test_a_family_is_asked_about_with_less_doubt() -> None:
    family = Siblings("Loại nào?", {"1.000000": "một", "1.000001": "hai"})
    found = [ranking(2.0, 2.0 - gap / 100, 1.0) for gap in range(60)]
    asked = query("cấp giấy phép cho trung tâm")
    alone, related = (
        [decide(one, asked, [], 1.0, known).verdict is Verdict.ASK_BACK for one in found] for known in ([], [family])
    )
    assert 0 < sum(alone) < sum(related) < len(found)


def test_a_word_that_only_its_marks_tell_sets_titles_apart() -> None:
    first, again = "Cấp giấy phép sát hạch lái xe", "Cấp lại giấy phép sát hạch lái xe"
    assert not same_matter(first, again)
    assert same_matter(f"{first} (thực hiện tại cấp tỉnh)", f"{first} (thực hiện tại cấp xã)")
