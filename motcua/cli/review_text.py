"""Flags, corrections and confirmations as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from knowledge.differences import label_of_place
from knowledge.overlays import Overlay, OverlayKind
from motcua.review_flags import ReviewFlag

_QUOTE = 120  # characters of a quote that are shown


def summary_lines(flags: Sequence[ReviewFlag]) -> Iterator[str]:
    """One line a kind of flag."""
    if not flags:
        yield "Không có điểm nào cần xem lại."
        return
    yield "Những điểm cần người xem lại (xem từng loại: motcua review --flag TÊN):"
    for flag, group in groupby(flags, key=lambda one: one.flag):
        same = list(group)
        example = "" if len({one.message for one in same}) == 1 else "ví dụ: "
        yield f"  {len(same):>5}  {flag}: {example}{same[0].message}"


def flag_lines(flags: Sequence[ReviewFlag]) -> Iterator[str]:
    """One line a record or file."""
    if not flags:
        yield "Không có điểm nào cần xem lại."
    for one in flags:
        where = f"{one.procedure}  {one.name}" if one.procedure else f"{one.target}  {one.path}"
        yield f"{where}{_detail(one)}"


def one_lines(code: str, flags: Sequence[ReviewFlag], overlays: Sequence[Overlay]) -> Iterator[str]:
    yield f"{code}: {len(flags)} điểm cần xem lại"
    for one in flags:
        yield f"  - {one.flag}: {one.message}{_detail(one)}"
    for overlay in overlays:
        yield f"  {_overlay(overlay)}"


def _detail(flag: ReviewFlag) -> str:
    page = f"trang {flag.page}" if flag.page else None
    quote = f"«{flag.quote[:_QUOTE]}»" if flag.quote else None
    detail = ", ".join(filter(None, (page, quote)))
    return f" ({detail})" if detail else ""


def _overlay(overlay: Overlay) -> str:
    what = (
        f"đính chính {label_of_place(overlay.field)} [{overlay.field}]"
        if overlay.kind is OverlayKind.CORRECTION
        else f"xác nhận {', '.join(overlay.resolves)}"
    )
    said = f"số {overlay.number}: {what}; {overlay.by}, {overlay.on:%d/%m/%Y}; {overlay.reason}"
    if overlay.withdrawn_on is None:
        return said
    return f"{said} (đã rút: {overlay.withdrawn_by}, {overlay.withdrawn_on:%d/%m/%Y}; {overlay.withdrawn_reason})"
