"""Reports in the studio and ordered narrations survive; their audio is made again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

from motcua.backup import back_up, restore
from motcua.backup_files import copy_own
from motcua.narrations.drafts import Drafts
from motcua.narrations.order import Narration, Order, State
from motcua.narrations.shelf import STEM, Shelf
from motcua.settings import Settings
from motcua.wiring import Parts
from tests.web.conftest import NearEmbeddings

_REPORT = "Báo cáo tháng 6".encode()


def _narration(number: int, state: State) -> Narration:
    return Narration(f"{number:032x}", Order("bao-cao.txt"), 1.0, state, finished_at=2.0, tries=1)


def test_reports_come_back_and_what_was_finished_waits_for_its_audio(home: Path, tmp_path: Path) -> None:
    drafts, shelf = Drafts(home / "studio"), Shelf(home / "narrations")
    draft = drafts.becomes(drafts.add("họp giao ban.docx", _REPORT, "lan"), f"{1:032x}")
    done, failed = _narration(1, State.DONE), replace(_narration(2, State.FAILED), error="Không đọc được tệp.")
    for one in (done, failed):
        shelf.add(one, _REPORT)
    (shelf.folder(done.id) / f"{STEM}.mp3").write_bytes(b"sound")
    parts = Parts(Settings(home=home), NearEmbeddings())
    made = back_up(parts, tmp_path / "kept.tar.gz")
    parts.close()
    assert not any(name.endswith("mp3") for name in made.files)

    empty = Parts(Settings(home=tmp_path / "empty"), NearEmbeddings())
    drafts.add("bản sau.docx", _REPORT, "lan")
    restore(empty, tmp_path / "kept.tar.gz")
    back, shelf = Drafts(tmp_path / "empty" / "studio"), Shelf(tmp_path / "empty" / "narrations")
    assert back.all() == [draft]
    assert back.report(draft).read_bytes() == _REPORT
    assert shelf.get(failed.id) == failed
    assert shelf.get(done.id) == Narration(done.id, done.order, done.ordered_at)
    assert shelf.report(done).read_bytes() == _REPORT
    restore(empty, tmp_path / "kept.tar.gz", over=True)
    assert back.all() == [draft]
    empty.close()


def test_what_comes_and_goes_meanwhile_does_no_harm(tmp_path: Path) -> None:
    drafts, stop = Drafts(tmp_path / "home" / "studio"), Event()
    kept = drafts.add("giữ lại.txt", _REPORT, "lan")

    def come_and_go() -> None:
        while not stop.is_set():
            drafts.remove(drafts.add("thoáng qua.txt", _REPORT * 100, "lan").id)

    thread = Thread(target=come_and_go)
    thread.start()
    try:
        copies = [set(copy_own(tmp_path / "home", tmp_path / f"copy-{number}")) for number in range(60)]
    finally:
        stop.set()
        thread.join()
    for number, names in enumerate(copies):
        assert {f"studio/{kept.id}/draft.json", f"studio/{kept.id}/report.txt"} <= names
        copied = Drafts(tmp_path / f"copy-{number}" / "studio")
        reports = [
            copied.report(one)
            for one in copied.all()
            if str(copied.report(one).relative_to(tmp_path / f"copy-{number}")) in names
        ]
        assert all(path.stat().st_size in (len(_REPORT), 100 * len(_REPORT)) for path in reports)
