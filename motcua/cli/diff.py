"""`motcua diff`: what two versions of a procedure say differently."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from motcua.cli.output import print_json
from motcua.cli.state import state_of
from motcua.errors import InputFailed, Misuse

if TYPE_CHECKING:
    from knowledge.differences import Difference
    from knowledge.versions import Version


def diff(
    context: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help="Mã thủ tục.")],
    start: Annotated[
        str | None,
        typer.Option("--from", help="Bản cũ: số thứ tự, hoặc ngày NĂM-THÁNG-NGÀY; mặc định: bản liền trước."),
    ] = None,
    end: Annotated[
        str | None, typer.Option("--to", help="Bản mới: số thứ tự, hoặc ngày; mặc định: bản hiện hành.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="In đúng một văn bản JSON.")] = False,
) -> None:
    """So hai bản của một thủ tục: phí, thời hạn, hồ sơ, nơi nộp, căn cứ pháp lý."""
    from datetime import date

    from knowledge.differences import differences
    from knowledge.serialise import to_plain

    held = state_of(context).parts.histories.versions(code.strip(), date.today())
    if not held:
        raise InputFailed(f"Không có thủ tục mã {code.strip()} trong kho.")
    versions = [version for version, _ in held]
    new = _chosen(versions, end, len(held) - 1)
    old = _chosen(versions, start, max(0, new - 1))
    found = differences(held[old][1], held[new][1])
    if as_json:
        document: dict[str, Any] = {
            "code": versions[new].code,
            "name": versions[new].name,
            "versions": to_plain(tuple(versions)),
            "from": to_plain(versions[old]),
            "to": to_plain(versions[new]),
            "changes": to_plain(found),
        }
        print_json(document)
        return
    _tell(versions, old, new, found)


def _tell(versions: list[Version], old: int, new: int, found: tuple[Difference, ...]) -> None:
    from motcua.cli.change_text import difference_lines, version_line

    print(f"{versions[new].code}  {versions[new].name}")
    for place, version in enumerate(versions):
        mark = "+" if place == new else "-" if place == old else " "
        print(f"{mark} {version_line(version)}")
    if len(versions) == 1:
        print("Kho chỉ có một bản của thủ tục này.")
    else:
        print("\n".join(difference_lines(found)))


def _chosen(versions: list[Version], asked: str | None, otherwise: int) -> int:
    """The place of a version by its number, or of the one that stood on a day. Raises Misuse, InputFailed."""
    from motcua.cli.arguments import day

    if asked is None:
        return otherwise
    if asked.strip().isdigit():
        if not 1 <= int(asked) <= len(versions):
            raise Misuse(f"Không có bản số {asked}: kho có các bản từ 1 đến {len(versions)}.")
        return int(asked) - 1
    wanted = day(asked)
    stood = [
        place
        for place, version in enumerate(versions)
        if wanted is not None and (version.as_of or version.ingested_on) <= wanted
    ]
    if not stood:
        raise InputFailed(f"Kho không có bản nào của thủ tục này từ ngày {asked} trở về trước.")
    return stood[-1]
