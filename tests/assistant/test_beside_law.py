"""A question that a record and the law both answer is told both, within an answer's length."""

from __future__ import annotations

from assistant.answers import Answer, ProcedureName, Reason, Status
from assistant.beside_law import is_asked_beside, room_left, with_law
from assistant.deciding import Decision, Verdict
from knowledge.citations import Citation
from knowledge.passages import Kind

PLACE = "Khoản 3 Điều 24 Thông tư 79/2024/TT-BCA"
RULE = "Xe chạy thử nghiệm được đăng ký tạm thời không quá 6 tháng."
RARELY, SURELY = 0.6, 0.99  # probability that the law is asked


def answer(text: str, kind: Kind, id_: str) -> Answer:
    cited = Citation(kind=kind, id=id_, title="t", field=None, quote="q", source="s")
    named = ProcedureName(id_, "Đăng ký xe tạm thời") if kind is Kind.PROCEDURE else None
    reason = Reason.RECORD if named else Reason.PROVISION
    return Answer(Status.ANSWERED, reason, text, procedure=named, citations=(cited,))


RECORD = answer("Đăng ký xe tạm thời có giá trị 15 ngày.", Kind.PROCEDURE, "1.013086")
LAW = answer(f"{PLACE}: “{RULE}”", Kind.PROVISION, "79/2024/TT-BCA")


def decision(refuse: float = 0.0, ask_back: float = 0.0) -> Decision:
    return Decision(Verdict.ANSWER, ask_back, refuse)


def test_only_a_procedure_that_is_clearly_named_answers_too() -> None:
    assert is_asked_beside(0.9, decision())
    assert not is_asked_beside(0.5, decision())
    assert not is_asked_beside(0.9, decision(refuse=0.5))
    assert not is_asked_beside(0.9, decision(ask_back=0.5))


def test_both_are_told_and_cited_and_the_procedure_stays() -> None:
    both = with_law(RECORD, LAW, RARELY)
    assert both.text.startswith(RECORD.text)
    assert LAW.text in both.text
    assert both.procedure == RECORD.procedure
    assert [one.id for one in both.citations] == ["1.013086", "79/2024/TT-BCA"]


def test_the_law_comes_first_where_it_is_surely_asked() -> None:
    assert with_law(RECORD, LAW, SURELY).text.startswith(PLACE)


def test_what_the_record_says_already_is_not_told_twice() -> None:
    both = with_law(answer(f"- {RULE}\nNguồn: x.", Kind.PROCEDURE, "1.013086"), LAW, RARELY)
    assert both.text.count("không quá 6 tháng") == 1
    assert PLACE in both.text


def test_a_long_provision_leaves_room_for_the_record() -> None:
    long = answer(f"{PLACE}: “{'điều kiện của chủ xe ' * 80}”\nLiên quan, Điều 25: “khác”", Kind.PROVISION, "79")
    for probability in (RARELY, SURELY):
        room = room_left(long, probability)
        assert room >= 800
        both = with_law(answer("a" * room, Kind.PROCEDURE, "1.013086"), long, probability)
        assert len(both.text) <= 1_500
        assert PLACE in both.text
