"""`motcua eval`: measure the program, and hold it against its floors."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from motcua.cli.output import print_json, say
from motcua.cli.state import state_of
from motcua.errors import Misuse

if TYPE_CHECKING:
    from evals.results import SuiteResult
    from evals.runs import Run

_BENCH = "bench"


def evaluate(
    context: typer.Context,
    suite: Annotated[
        str | None, typer.Argument(metavar="SUITE", help="Một bộ đo, hoặc bench; bỏ trống: mọi bộ.")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Mã thoát 1 khi có số đo dưới sàn.")] = False,
    sample: Annotated[bool, typer.Option("--sample", help="Đo trên danh mục mẫu dù có dữ liệu thật.")] = False,
    shared: Annotated[Path | None, typer.Option(help="Thư mục dữ liệu thật (mặc định: ../shared).")] = None,
    results: Annotated[Path | None, typer.Option(help="Nơi ghi tệp kết quả.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="In đúng một văn bản JSON.")] = False,
) -> None:
    """Đo chất lượng và tốc độ: retrieval, answers, dialogue, bench."""
    import evals
    from evals.material import find_material, sample_material
    from evals.runs import Run
    from evals.suites import SUITES
    from motcua.evaluation import Installations

    if suite is not None and suite not in (*SUITES, _BENCH):
        raise Misuse(f"Không có bộ đo «{suite}»: chọn một trong {', '.join((*SUITES, _BENCH))}.")
    settings = state_of(context).settings
    work = settings.home / "evals"
    work.mkdir(parents=True, exist_ok=True)
    run = Run(Installations(settings), sample_material() if sample else find_material(shared), work)
    folder = results or Path(evals.__file__).parent / "results"
    done = [_measure(name, run, folder) for name in ([suite] if suite else SUITES)]
    if as_json:
        print_json([result.to_dict() for result in done])
    below = [sentence for result in done for sentence in result.below]
    if check and below:
        say(f"{len(below)} số đo dưới sàn.")
        raise typer.Exit(1)


def _measure(name: str, run: Run, results: Path) -> SuiteResult:
    from evals.suites import run_suite

    if name != _BENCH:
        return run_suite(name, run, results)
    try:
        from evals.bench.bench import run_bench
    except ModuleNotFoundError as error:
        raise Misuse("Bộ đo bench cần phần cài thêm: chạy `pip install 'motcua[bench]'`.", str(error)) from error
    return run_bench(run, [sys.executable, "-m", "motcua"], results)
