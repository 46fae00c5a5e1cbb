"""`motcua search`: the passages that lie nearest to a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

import typer

from motcua.cli.arguments import sentence_of
from motcua.cli.batch import one_or_batch, run_batch, text_of
from motcua.cli.output import bars, console, print_json
from motcua.cli.state import state_of
from motcua.errors import Misuse

KindChoice = Literal["procedure", "provision", "guidance"]
_SHOWN_TEXT = 200


def search(
    context: typer.Context,
    query: Annotated[list[str] | None, typer.Argument(metavar="CÂU_HỎI", help="Câu cần tìm.")] = None,
    count: Annotated[int, typer.Option("-k", "--count", min=1, max=200, help="Số kết quả.")] = 10,
    kind: Annotated[KindChoice | None, typer.Option(help="Chỉ tìm trong loại này.")] = None,
    batch: Annotated[str | None, typer.Option(help='Tệp JSON Lines {"id","query"}; "-": đầu vào chuẩn.')] = None,
    as_json: Annotated[bool, typer.Option("--json", help="In đúng một văn bản JSON.")] = False,
) -> None:
    """Tìm thủ tục, điều khoản và hướng dẫn gần nhất với câu hỏi."""
    from motcua.searching import find

    one_or_batch(query, batch)
    kinds = [kind] if kind else []
    parts = state_of(context).parts
    with bars() as shown:
        parts.bring_up_to_date(shown.show)
    if batch is not None:
        parts.warm()

        def answer(line: Mapping[str, Any]) -> Mapping[str, Any]:
            return {"hits": find(parts.retriever, text_of(line, "query"), count, kinds)}

        raise typer.Exit(run_batch(batch, answer))
    text = sentence_of(query or ())
    if not text.strip():
        raise Misuse("Câu cần tìm đang trống.")
    hits = find(parts.retriever, text, count, kinds)
    if as_json:
        print_json({"id": None, "hits": hits})
    else:
        _tell(hits)


def _tell(hits: Sequence[Mapping[str, Any]]) -> None:
    target = console(errors=False)
    if not hits:
        target.print("Không tìm thấy nội dung nào phù hợp.")
    for place, hit in enumerate(hits, 1):
        target.print(f"{place}. {hit['title']}", style="bold")
        target.print(f"   {hit['document']} · {hit['kind']} · {hit['score']:.2f}", style="dim")
        text = " ".join(hit["text"].split())
        target.print(f"   {text[:_SHOWN_TEXT]}{'…' if len(text) > _SHOWN_TEXT else ''}")
