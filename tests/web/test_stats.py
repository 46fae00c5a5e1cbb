"""What is counted of answers, and the page, the sheet and the report that show it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import inspect, text

from assistant.answers import Answer, ProcedureName, Reason, Status
from assistant.turn import Reply
from knowledge.errors import StoreError
from motcua.accounts.roles import Role
from motcua.statistics import answer_log
from motcua.statistics.answer_log import AnswerLog, channel_of, office_day
from motcua.statistics.figures import Figures, Period
from motcua.statistics.monthly_report import monthly_report
from motcua.statistics.tables import Table, percent, summary_of, tables_of
from motcua.statistics.workbook import workbook
from motcua.web.app import create_app
from motcua.web.pages.desk.day_chart import HEIGHT, WIDTH, day_chart
from motcua.web.pages.desk.stats import last_month, month_of, today
from motcua.wiring import Parts
from tests.web.conftest import HTTPS
from tests.web.staff import add_staff, csrf_of, sign_in
from tts.reading import read_report

DAY = date(2026, 10, 5)
MONTH = Period(date(2026, 10, 1), date(2026, 10, 31))
TITLES = [("1.0", "Cấp bằng", "Đường bộ"), ("2.0", "Đổi bằng", None)]


def reply(status: Status, reason: Reason, code: str | None = None, milliseconds: float = 10.0) -> Reply:
    return Reply(Answer(status, reason, "a", ProcedureName(code, "b") if code else None), (), milliseconds)


def counted(parts: Parts) -> Figures:
    """Of October: three answered, one each of the others, a greeting; one of September."""
    answers = [
        ("page:a", reply(Status.ANSWERED, Reason.RECORD, "1.0", 10)),
        ("page:a", reply(Status.ANSWERED, Reason.RECORD, "1.0", 20)),
        ("telegram:7", reply(Status.ANSWERED, Reason.RECORD, "2.0", 30)),
        (None, reply(Status.CLARIFY, Reason.SEVERAL_PROCEDURES, None, 40)),
        ("x", reply(Status.REFUSED, Reason.NOT_IN_SOURCES, None, 50)),
        ("web:b", reply(Status.HANDOFF, Reason.COMPLAINT, None, 900)),
        ("page:c", reply(Status.SMALLTALK, Reason.GREETING, None, 1)),
    ]
    _ = parts.staff_room  # brings the tables
    noon = datetime(2026, 10, 5, 5)
    log = AnswerLog(parts.engine, lambda: noon)
    for session, one in answers:
        log.add(session, one)
    AnswerLog(parts.engine, lambda: noon - timedelta(30)).add("page:a", answers[0][1])
    return parts.staff_room.statistics.figures(MONTH, TITLES)


def test_answers_are_counted_by_everything_that_is_asked(parts: Parts) -> None:
    figures = counted(parts)
    assert (figures.asked, figures.greetings) == (6, 1)
    assert [figures.statuses[status] for status in (Status.ANSWERED, Status.CLARIFY)] == [3, 1]
    assert figures.channels == {"page": 2, "api": 2, "telegram": 1, "other": 1}
    assert figures.sectors == {"Đường bộ": 2, "": 1}
    assert figures.procedures == {"1.0": 2, "2.0": 1}
    assert (figures.middle_ms, figures.slow_ms) == (30, 900)
    assert len(figures.days) == 31
    assert sum(figures.days[DAY].values()) == 6
    assert parts.staff_room.answers.forget_before(datetime(2026, 10, 5, tzinfo=UTC).timestamp()) == 1
    assert parts.staff_room.statistics.figures(MONTH, TITLES).asked == 6


def test_the_log_holds_no_words_and_no_names(parts: Parts) -> None:
    parts.assistant.ask("số của tôi là 0912345678, phí 3.000347 bao nhiêu", session="page:0123")
    with parts.engine.connect() as connection:
        rows = [dict(row) for row in connection.execute(text("SELECT * FROM office_answers")).mappings()]
    assert {column["name"] for column in inspect(parts.engine).get_columns("office_answers")} == set(rows[0])
    assert len(rows) == 1
    assert rows[0]["channel"] == "page"
    assert all("0123" not in str(value) and "phí" not in str(value) for value in rows[0].values())
    parts.memories.erase("page:0123")
    assert parts.staff_room.statistics.figures(Period(today(), today()), []).asked == 1


def test_ratings_and_unanswered_questions_come_from_the_conversations(parts: Parts) -> None:
    for number, useful in enumerate((True, True, False)):
        session = f"page:{number}"
        parts.assistant.ask("khắc dấu theo mã 9.666666 lệ phí bao nhiêu", session=session)
        parts.memories.feedback(session, useful)
    figures = parts.staff_room.statistics.figures(Period(today(), today()), [])
    assert (figures.useful, figures.not_useful) == (2, 1)
    assert figures.unanswered == [("khắc dấu theo mã 9.666666 lệ phí bao nhiêu", 3)]
    before = Period(today() - timedelta(9), today() - timedelta(1))
    past = parts.staff_room.statistics.figures(before, [])
    assert (past.useful, past.unanswered, past.middle_ms) == (0, [], None)


def test_an_answer_is_given_though_it_can_not_be_counted(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_given: object) -> None:
        raise StoreError("đầy đĩa")

    monkeypatch.setattr(answer_log.AnswerLog, "add", away)
    assert parts.assistant.ask("xin chào").answer.status is Status.SMALLTALK


def test_days_are_those_of_the_office() -> None:
    assert office_day(datetime(2026, 10, 4, 17, 0)) == DAY
    assert office_day(datetime(2026, 10, 4, 16, 59)) == DAY - timedelta(1)
    start, end = Period(DAY, DAY).moments()
    assert (start, end) == (datetime(2026, 10, 4, 17), datetime(2026, 10, 5, 17))
    assert [channel_of(one) for one in (None, "web:a", "zalo-oa:7", "abc")] == ["api", "api", "zalo-oa", "other"]
    assert month_of("2028-02").last == date(2028, 2, 29)
    assert last_month(date(2026, 1, 31)) == date(2025, 12, 1)
    assert [percent(*one) for one in ((1, 8), (1, 1), (0, 0))] == ["12,5%", "100%", "–"]


def test_columns_stand_inside_the_drawing() -> None:
    days = {DAY + timedelta(number): {Status.ANSWERED: number, Status.REFUSED: 3} for number in range(60)}
    chart = day_chart(days)
    assert all(one.y >= 0 and one.y + one.height <= HEIGHT and one.x + one.width <= WIDTH for one in chart.pieces)
    assert len(chart.pieces) == 119
    assert len(chart.labels) <= 8
    assert [number for _, number in chart.lines] == [0, 50, 100]
    assert day_chart({DAY: {}}).pieces == ()


def test_the_sheet_holds_words_as_words(parts: Parts) -> None:
    figures = counted(parts)
    tables = tables_of(figures, str)
    evil = Table("Câu", ("Câu", "Lượt"), [("=HYPERLINK(1)", 2)])
    book = openpyxl.load_workbook(BytesIO(workbook([summary_of(figures), *tables.values(), evil])))
    assert book.sheetnames[:2] == ["Tổng hợp", "Theo ngày"]
    assert [cell.value for cell in book["Theo kênh"][2]] == ["Chương trình (API)", 2]
    cell = book["Câu"]["A2"]
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")


def test_the_monthly_report_can_be_read_aloud(parts: Parts, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(monthly_report(counted(parts)))
    script = read_report(tmp_path / "a.docx")
    assert script.title.endswith("THÁNG 10 NĂM 2026")
    assert [one.kind for one in script.segments].count("heading") == 4
    spoken = " ".join(one.spoken for one in script.segments)
    assert "Trả lời được: ba câu, chiếm năm mươi phần trăm." in spoken
    assert script.left_out == ()
    empty = parts.staff_room.statistics.figures(Period(date(2020, 1, 1), date(2020, 1, 31)), [])
    (tmp_path / "b.docx").write_bytes(monthly_report(empty))
    assert "Không có lượt đánh giá nào" in " ".join(one.text for one in read_report(tmp_path / "b.docx").segments)


@pytest.fixture
def client(parts: Parts) -> Iterator[TestClient]:
    add_staff(parts, Role.DESK)
    with TestClient(create_app(parts), base_url=HTTPS, headers={"accept": "text/html"}) as client:
        sign_in(client, Role.DESK)
        yield client


def test_the_page_the_files_and_the_way_to_the_studio(client: TestClient, parts: Parts) -> None:
    parts.assistant.ask("thủ tục 3.000347 cần giấy tờ gì", session="page:1")
    page = client.get("/desk/stats").text
    assert '<rect class="answered"' in page
    assert "3.000347" in page
    assert "style=" not in page
    form = {"csrf": csrf_of(client), "month": f"{today():%Y-%m}"}
    for file in (client.get("/desk/stats/export.xlsx"), client.post("/desk/stats/report.docx", data=form)):
        assert file.content.startswith(b"PK")
        assert "attachment" in file.headers["content-disposition"]
    for wrong in ("?first=2026-02-01&last=2026-01-01", "?first=2020-01-01&last=2026-01-01", "?first=x"):
        assert client.get(f"/desk/stats{wrong}").status_code == 422
    assert client.post("/desk/stats/report.docx", data={**form, "month": "2026-13"}).status_code == 422
    brought = client.post("/desk/stats/studio", data=form)
    assert "BÁO CÁO HỎI ĐÁP" in brought.text
    assert "một câu" in brought.text
