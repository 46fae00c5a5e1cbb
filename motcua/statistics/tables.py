"""Figures as tables that pages, sheets and reports share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from assistant.answers import Status
from motcua.statistics.answer_log import CHANNELS
from motcua.statistics.figures import ASKED, Figures

STATUSES = {
    Status.ANSWERED: "Trả lời được",
    Status.CLARIFY: "Hỏi lại",
    Status.REFUSED: "Từ chối",
    Status.HANDOFF: "Chuyển cán bộ",
}
NO_SECTOR = "Không rõ lĩnh vực"
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Table:
    """`rows`: words first, then whole numbers; `share` of each row by its last number, in percent, where it has one."""

    name: str
    headings: tuple[str, ...]
    rows: Sequence[tuple[str | int, ...]]

    def share(self, row: tuple[str | int, ...]) -> int:
        """Of the largest row, in percent."""
        largest = max((int(one[-1]) for one in self.rows), default=0)
        return round(100 * int(row[-1]) / largest) if largest else 0


def tables_of(figures: Figures, reason: Callable[[str], str]) -> dict[str, Table]:
    """By a short name. `reason`: the words for a reason's name."""
    sectors = {name or NO_SECTOR: count for name, count in figures.sectors.items()}
    channels = {CHANNELS[name]: count for name, count in figures.channels.items()}
    procedures = [(code, figures.names.get(code, code), count) for code, count in figures.procedures.items()]
    reasons = [(STATUSES[status], reason(name), count) for (status, name), count in figures.reasons.items()]
    days: list[tuple[str | int, ...]] = [
        (f"{day:%d/%m/%Y}", *(counts.get(status, 0) for status in ASKED), sum(counts.values()))
        for day, counts in figures.days.items()
    ]
    return {
        "days": Table("Theo ngày", ("Ngày", *STATUSES.values(), "Tổng"), days),
        "channels": _ranking("Theo kênh", "Kênh", channels),
        "sectors": _ranking("Theo lĩnh vực", "Lĩnh vực", sectors),
        "procedures": Table("Theo thủ tục", ("Mã", "Thủ tục", "Câu hỏi"), procedures),
        "reasons": Table("Theo lý do", ("Kết quả", "Lý do", "Câu hỏi"), reasons),
        "unanswered": Table(
            "Chưa trả lời được", ("Câu hỏi (đã che số liệu cá nhân)", "Lượt"), list(figures.unanswered)
        ),
    }


def summary_of(figures: Figures) -> Table:
    rated = figures.useful + figures.not_useful
    rows: list[tuple[str | int, ...]] = [("Câu hỏi", figures.asked)]
    rows += [(name, figures.statuses[status]) for status, name in STATUSES.items()]
    rows += [("Lời chào, cảm ơn", figures.greetings), ("Lượt đánh giá", rated), ("Đánh giá hữu ích", figures.useful)]
    if figures.middle_ms is not None and figures.slow_ms is not None:
        rows += [("Thời gian trả lời, trung vị (mili giây)", figures.middle_ms)]
        rows += [("95% câu trả lời không lâu hơn (mili giây)", figures.slow_ms)]
    return Table("Tổng hợp", ("Chỉ tiêu", "Giá trị"), rows)


def percent(part: int, whole: int) -> str:
    """ "12,5%"; "–" of nothing."""
    return f"{100 * part / whole:.1f}%".replace(".", ",").replace(",0%", "%") if whole else "–"


def _ranking(name: str, heading: str, counts: Mapping[str, int]) -> Table:
    return Table(name, (heading, "Câu hỏi"), list(counts.items()))
