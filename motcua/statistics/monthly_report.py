"""The month's figures as a report in DOCX, in sentences that can be read aloud."""

from __future__ import annotations

from io import BytesIO

import docx

from motcua.statistics.figures import Figures
from motcua.statistics.tables import NO_SECTOR, STATUSES, percent

_MOST = 10


def monthly_report(figures: Figures) -> bytes:
    """`figures` of one month."""
    document = docx.Document()
    month = figures.period.first
    document.add_heading(f"BÁO CÁO HỎI ĐÁP THỦ TỤC HÀNH CHÍNH THÁNG {month.month} NĂM {month.year}", 0)
    for name, sentences in _parts(figures):
        document.add_heading(name, 1)
        for sentence in sentences:
            document.add_paragraph(sentence)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _parts(figures: Figures) -> list[tuple[str, list[str]]]:
    return [
        ("I. Kết quả chung", _overall(figures)),
        ("II. Lĩnh vực và thủ tục được hỏi nhiều", _most_asked(figures)),
        ("III. Ý kiến của người dân", _opinions(figures)),
        ("IV. Câu hỏi chưa trả lời được", _unanswered(figures)),
    ]


def _overall(figures: Figures) -> list[str]:
    first, last = figures.period.first, figures.period.last
    said = [f"Từ ngày {first:%d/%m/%Y} đến ngày {last:%d/%m/%Y}, hệ thống nhận {_number(figures.asked)} câu hỏi."]
    if not figures.asked:
        return said
    for status, name in STATUSES.items():
        count = figures.statuses[status]
        said.append(f"{name}: {_number(count)} câu, chiếm {percent(count, figures.asked)}.")
    if figures.middle_ms is not None and figures.slow_ms is not None:
        middle, slow = _seconds(figures.middle_ms), _seconds(figures.slow_ms)
        said.append(f"Một nửa số câu được trả lời trong {middle} giây; 95% trong {slow} giây.")
    return said


def _most_asked(figures: Figures) -> list[str]:
    sectors = [
        f"Lĩnh vực {name}: {_number(count)} câu." if name else f"{NO_SECTOR}: {_number(count)} câu."
        for name, count in list(figures.sectors.items())[:_MOST]
    ]
    procedures = [
        f"Thủ tục {figures.names.get(code, code)}: {_number(count)} câu."
        for code, count in list(figures.procedures.items())[:_MOST]
    ]
    return [*sectors, *procedures] or ["Không có câu hỏi nào về một thủ tục cụ thể."]


def _opinions(figures: Figures) -> list[str]:
    rated = figures.useful + figures.not_useful
    if not rated:
        return ["Không có lượt đánh giá nào."]
    share = percent(figures.useful, rated)
    return [f"Có {_number(rated)} lượt đánh giá; {_number(figures.useful)} lượt hữu ích, chiếm {share}."]


def _unanswered(figures: Figures) -> list[str]:
    if not figures.unanswered:
        return ["Không có câu hỏi nào cần xem."]
    return [f"{question.rstrip('.?! ')}: {_number(count)} lượt." for question, count in figures.unanswered[:_MOST]]


def _number(count: int) -> str:
    return f"{count:,}".replace(",", ".")


def _seconds(milliseconds: int) -> str:
    return f"{milliseconds / 1000:.2f}".replace(".", ",")
