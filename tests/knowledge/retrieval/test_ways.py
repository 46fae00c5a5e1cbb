from __future__ import annotations

from knowledge.retrieval.ways import TitleWays, asked_ways, without_other_ways

_TITLES = (
    "Đăng ký xe tạm thời bằng dịch vụ công trực tuyến toàn trình",
    "Đăng ký xe tạm thời bằng dịch vụ công một phần hoặc trực tiếp",
    "Đổi giấy phép lái xe",
)


def test_a_title_agrees_with_the_way_that_is_asked_for() -> None:
    ways = TitleWays(_TITLES)
    assert ways.agreement(asked_ways("làm hết trên mạng thì mấy ngày")).tolist() == [1, -1, 0]
    assert ways.agreement(asked_ways("ra công an nộp thì mấy ngày")).tolist() == [-1, 1, 0]
    assert ways.agreement(asked_ways("mấy ngày có")).tolist() == [0, 0, 0]


def test_the_other_way_is_cut_out_of_a_question() -> None:
    assert without_other_ways("đăng ký qua mạng mấy ngày", asked_ways("nộp trực tiếp")) == "đăng ký mấy ngày"
    assert without_other_ways("đăng ký qua mạng mấy ngày", frozenset()) == "đăng ký qua mạng mấy ngày"
