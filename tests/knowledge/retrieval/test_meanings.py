"""What the vectors say of a question is worked out beside it: begun once, remembered, and its errors are told."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Event, current_thread

import pytest
from builders import HashEmbeddings

from knowledge.errors import IndexDamaged
from knowledge.indexes.vectors import Neighbour
from knowledge.passages import Kind
from knowledge.retrieval.meanings import Meanings

QUESTION = "đổi giấy phép lái xe"


class Shelf:
    """Vectors and their index set in one: counts what it is asked, on which thread, and may be damaged."""

    def __init__(self) -> None:
        self.asked: list[tuple[Kind, ...]] = []
        self.threads: set[str] = set()
        self.damaged = False
        self.reopened = 0
        self.open = Event()
        self.open.set()

    @property
    def vectors(self) -> Shelf:
        return self

    def reopen(self) -> None:
        self.reopened += 1

    def nearest(self, vector: Sequence[float], count: int, kinds: Sequence[Kind]) -> list[Neighbour]:
        self.open.wait(5)
        self.asked.append(tuple(kinds))
        self.threads.add(current_thread().name)
        if self.damaged:
            raise IndexDamaged("Chỉ mục hỏng.")
        return [Neighbour(f"{kinds[0].value}:{at}", 1.0 - at / 10) for at in range(count)]


class Counting(HashEmbeddings):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def embed_query(self, text: str) -> list[float]:
        self.texts.append(text)
        return super().embed_query(text)


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def embedder() -> Counting:
    return Counting()


@pytest.fixture
def meanings(shelf: Shelf, embedder: Counting) -> Meanings:
    return Meanings(shelf, embedder, 2)  # type: ignore[arg-type]  # all that it asks of an index set


def test_what_was_begun_is_not_worked_out_again(meanings: Meanings, shelf: Shelf, embedder: Counting) -> None:
    meanings.begin(QUESTION, 1, [[Kind.PROCEDURE], [Kind.PROVISION]])
    near = meanings.nearest(QUESTION, 1, [Kind.PROCEDURE])
    assert [one.id for one in near] == ["procedure:0", "procedure:1"]
    assert meanings.nearest(QUESTION, 1, [Kind.PROVISION])
    assert meanings.vector(QUESTION, 1) == HashEmbeddings().embed_query(QUESTION)
    assert embedder.texts == [QUESTION]
    assert shelf.asked == [(Kind.PROCEDURE,), (Kind.PROVISION,)]
    assert current_thread().name not in shelf.threads


def test_beginning_waits_for_nothing(meanings: Meanings, shelf: Shelf) -> None:
    shelf.open.clear()
    meanings.begin(QUESTION, 1, [[Kind.PROCEDURE]])
    assert shelf.asked == []
    shelf.open.set()
    assert meanings.nearest(QUESTION, 1, [Kind.PROCEDURE])


def test_another_text_and_another_generation_are_asked_anew(meanings: Meanings, embedder: Counting) -> None:
    meanings.vector(QUESTION, 1)
    meanings.vector("đăng ký kết hôn", 1)
    meanings.vector("đăng ký kết hôn", 2)
    assert embedder.texts == [QUESTION, "đăng ký kết hôn", "đăng ký kết hôn"]


def test_damage_is_told_and_the_next_question_tries_again(meanings: Meanings, shelf: Shelf) -> None:
    shelf.damaged = True
    meanings.begin(QUESTION, 1, [[Kind.PROCEDURE]])
    with pytest.raises(IndexDamaged):
        meanings.nearest(QUESTION, 1, [Kind.PROCEDURE])
    assert shelf.reopened == 1
    shelf.damaged = False
    assert meanings.nearest(QUESTION, 1, [Kind.PROCEDURE])


def test_a_model_that_failed_is_asked_again(
    meanings: Meanings, embedder: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(embedder, "embed_query", lambda _text: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            meanings.nearest(QUESTION, 1, [Kind.PROCEDURE])
    assert meanings.nearest(QUESTION, 1, [Kind.PROCEDURE])
