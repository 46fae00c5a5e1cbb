"""A person's corrections and confirmations: signed, stored, and applied to records and indexes in the same run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from knowledge.errors import RecordMalformed
from knowledge.law.book import book_from_json
from knowledge.overlays import Overlay, OverlayKind, values_at
from knowledge.procedures import Procedure
from knowledge.store.settling import settling_with
from motcua.correction_values import candidates
from motcua.errors import InputFailed, Misuse
from motcua.home_lock import one_writer
from motcua.ingesting import Progress
from motcua.review_flags import ReviewFlag, confirmed_by, review_flags, words
from motcua.wiring import Parts


@dataclass(frozen=True, slots=True)
class Signature:
    by: str
    reason: str
    on: date


def correct(parts: Parts, code: str, field: str, text: str, signature: Signature, progress: Progress) -> Overlay:
    """Raises Misuse, InputFailed, RecordMalformed, Busy; nothing is stored then."""
    record = record_of(parts, code)
    place = words()["aliases"].get(field.strip(), field.strip())
    shown = parts.catalogue.procedure(code)
    was, fits = values_at(record, place), None
    for value in candidates(place, text, record):
        overlay = Overlay(
            number=0,
            code=code,
            kind=OverlayKind.CORRECTION,
            field=place,
            value=value,
            was=was,
            resolves=_settled(shown or record, place),
            by=signature.by,
            on=signature.on,
            reason=signature.reason,
        )
        try:
            return _signed(parts, overlay, progress)
        except RecordMalformed as error:
            fits = fits or error
    raise Misuse(f"Giá trị chưa dùng được cho mục «{place}»: {fits}", fits.detail if fits else "")


def confirm(parts: Parts, target: str, flag: str, signature: Signature, progress: Progress) -> list[Overlay]:
    """Every place of a record or file that has the flag is right as it stands. Raises InputFailed where none has."""
    flagged = [one for one in flags_of(parts, target) if one.flag == flag.strip()]
    if not flagged:
        raise InputFailed(f"«{target}» không có cảnh báo «{flag}» nào đang chờ.")
    signed = []
    for one in flagged:
        overlay = Overlay(
            number=0,
            code=target,
            kind=OverlayKind.CONFIRMATION,
            field=one.field or "",
            value=None,
            was=confirmed_by(one),
            resolves=(one.flag,),
            by=signature.by,
            on=signature.on,
            reason=signature.reason,
        )
        signed.append(_signed(parts, overlay, progress))
    return signed


def open_flags(parts: Parts) -> list[ReviewFlag]:
    """All that wait for a person, the most urgent first."""
    records, files = parts.reviews.current_records(), parts.catalogue.file_flags()
    return review_flags(records, files, parts.reviews.confirmed(), _ended_laws(parts))


def _ended_laws(parts: Parts) -> dict[str, date | None]:
    """Numbers of documents that the law library says no longer hold, with the first day on which they didn't."""
    stored = parts.catalogue.law_library()
    if stored is None:
        return {}
    book, today = book_from_json(stored), date.today()
    ended: dict[str, date | None] = {one.number: one.expires_on for one in book.documents if one.expires_on}
    ended |= {one.document: one.on_date for one in book.repeals if not one.parts and not one.exception}
    return {number: day for number, day in ended.items() if day is None or day <= today}


def flags_of(parts: Parts, target: str) -> list[ReviewFlag]:
    return [one for one in open_flags(parts) if one.target == target]


def withdraw(parts: Parts, code: str, number: int, signature: Signature, progress: Progress) -> Overlay:
    """Raises InputFailed where the target has no such correction or confirmation that holds."""
    if not any(one.number == number and one.holds for one in parts.reviews.overlays(code)):
        raise InputFailed(f"«{code}» không có đính chính hay xác nhận số {number} đang áp dụng.")
    with _applied(parts, progress):
        return parts.reviews.withdraw(number, signature.by, signature.on, signature.reason)


def record_of(parts: Parts, code: str) -> Procedure:
    """As its source gives it. Raises InputFailed."""
    record = parts.reviews.source_record(code)
    if record is None:
        raise InputFailed(f"Không có thủ tục mã {code} trong kho.")
    return record


def _signed(parts: Parts, overlay: Overlay, progress: Progress) -> Overlay:
    with _applied(parts, progress):
        number = parts.reviews.sign(overlay)
    return next(one for one in parts.reviews.overlays(overlay.code) if one.number == number)


@contextmanager
def _applied(parts: Parts, progress: Progress) -> Iterator[None]:
    """What is written inside shows in records, answers and indexes when this is over."""
    with one_writer(parts.settings.home, parts.engine):
        yield
        parts.catalogue.settle(settling_with(parts.needs, date.today(), parts.settings.outdated_after))
        parts.indexes.synchronise(progress)


def _settled(record: Procedure, place: str) -> tuple[str, ...]:
    """The flags that a correction of the place does away with."""
    last = place.rpartition(".")[2].partition("[")[0]
    inner = "fees" if ".fees" in place else last
    beginning, root = words()["settles"].get(inner), place.partition("[")[0].partition(".")[0]
    codes = [
        flag.code for flag in record.warnings if (flag.code.startswith(beginning) if beginning else flag.field == root)
    ]
    return tuple(dict.fromkeys(codes))
