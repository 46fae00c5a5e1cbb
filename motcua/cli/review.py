"""`motcua review`: what a person should look at, and that person's corrections and confirmations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from motcua.cli.output import bars, print_json
from motcua.cli.state import state_of
from motcua.errors import Misuse

if TYPE_CHECKING:
    from motcua.reviewing import Signature


def review(
    context: typer.Context,
    code: Annotated[
        str | None, typer.Argument(metavar="[CODE]", help="Mã thủ tục (hoặc mã tệp) cần xem hay đính chính.")
    ] = None,
    flag: Annotated[str | None, typer.Option(help="Chỉ liệt kê loại cảnh báo này.")] = None,
    field: Annotated[
        str | None, typer.Option(help="Mục cần đính chính: fee, duration, place, hoặc tên mục của bản ghi.")
    ] = None,
    value: Annotated[str | None, typer.Option(help="Nội dung đúng, ví dụ «135.000 đồng».")] = None,
    confirm: Annotated[str | None, typer.Option(help="Xác nhận cảnh báo này: nguồn ghi đúng.")] = None,
    withdraw: Annotated[int | None, typer.Option(help="Rút đính chính hoặc xác nhận số này.")] = None,
    by: Annotated[str | None, typer.Option(help="Họ tên người ký.")] = None,
    reason: Annotated[str | None, typer.Option(help="Căn cứ, lý do.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="In đúng một văn bản JSON.")] = False,
) -> None:
    """Liệt kê những điểm cần người xem lại; đính chính, xác nhận, hoặc rút lại, có ký tên và ngày."""
    from motcua.cli.review_text import flag_lines, one_lines, summary_lines
    from motcua.reviewing import open_flags

    acts = [name for name, given in (("field", field), ("confirm", confirm), ("withdraw", withdraw)) if given]
    if len(acts) > 1 or (acts and code is None) or (field is None) != (value is None):
        raise Misuse("Mỗi lần chỉ làm một việc cho một mã: --field với --value, --confirm, hoặc --withdraw.")
    parts = state_of(context).parts
    if acts and code is not None:
        signed = _act(context, code.strip(), (field, value), confirm, withdraw, signature_of(by, reason))
        print_json(signed) if as_json else print("\n".join(_told(signed)))
        return
    flags = [one for one in open_flags(parts) if flag is None or one.flag == flag]
    if code is not None:
        flags = [one for one in flags if one.target == code.strip()]
        overlays = parts.reviews.overlays(code.strip())
        print_json(_document(flags, overlays)) if as_json else print("\n".join(one_lines(code, flags, overlays)))
    elif as_json:
        print_json(_document(flags, ()))
    else:
        print("\n".join(flag_lines(flags) if flag else summary_lines(flags)))


def signature_of(by: str | None, reason: str | None) -> Signature:
    """Raises Misuse: nobody corrects a record without name and reason."""
    from datetime import date

    from motcua.reviewing import Signature

    if not (by and by.strip()) or not (reason and reason.strip()):
        raise Misuse("Cần họ tên người ký (--by) và căn cứ, lý do (--reason).")
    return Signature(" ".join(by.split()), " ".join(reason.split()), date.today())


def _act(
    context: typer.Context,
    code: str,
    correction: tuple[str | None, str | None],
    flag: str | None,
    number: int | None,
    signature: Signature,
) -> list[dict[str, Any]]:
    from knowledge.serialise import to_plain
    from motcua import reviewing

    parts = state_of(context).parts
    field, value = correction
    with bars() as shown:
        if field is not None and value is not None:
            overlays = [reviewing.correct(parts, code, field, value, signature, shown.show)]
        elif flag is not None:
            overlays = reviewing.confirm(parts, code, flag, signature, shown.show)
        else:
            overlays = [reviewing.withdraw(parts, code, number or 0, signature, shown.show)]
    plain: list[dict[str, Any]] = [to_plain(one) for one in overlays]
    return plain


def _told(signed: list[dict[str, Any]]) -> list[str]:
    lines = []
    for one in signed:
        kind = "đính chính" if one["kind"] == "correction" else "xác nhận"
        if one["withdrawn_on"]:
            lines.append(f"Đã rút {kind} số {one['number']} của {one['code']}.")
        else:
            lines.append(f"Đã ghi {kind} số {one['number']} của {one['code']}, {one['by']} ký ngày {one['on']}.")
    return lines


def _document(flags: Any, overlays: Any) -> dict[str, Any]:
    from collections import Counter
    from dataclasses import asdict

    from knowledge.serialise import to_plain

    return {
        "summary": dict(Counter(one.flag for one in flags)),
        "flags": [{"target": one.target, **asdict(one)} for one in flags],
        "overlays": [to_plain(one) for one in overlays],
    }
