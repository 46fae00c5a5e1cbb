"""An answer of the desk -> a reply: its words, its sources below, what the citizen can choose or do next."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from assistant.answers import Answer, Status
from bots.replies import Choice, Reply, Source
from bots.texts import field_name, text
from knowledge.citations import Citation
from knowledge.passages import Kind


def reply_to(answer: Answer, reference: int, *, voice: bool) -> Reply:
    """`reference` is the number of the question's event: buttons carry it, so that a press finds its answer."""
    body, stated = _without_sources(answer.text)
    return Reply(
        text=body,
        sources=_sources(stated, answer.citations),
        options=tuple(
            Choice(option.label or option.name, f"opt:{reference}:{index}", str(index))
            for index, option in enumerate(answer.options, start=1)
        ),
        actions=tuple(_actions(answer, reference, voice)),
    )


def _actions(answer: Answer, reference: int, voice: bool) -> Iterable[Choice]:
    if answer.status is Status.ANSWERED:
        yield Choice(text("useful"), f"fb:{reference}:up", "/co_ich")
        yield Choice(text("not_useful"), f"fb:{reference}:down", "/chua_dung")
        if voice:
            yield Choice(text("listen"), f"say:{reference}", "/nghe")
    if answer.status is Status.HANDOFF:
        yield Choice(text("person"), "cmd:noi_nguoi", "/noi_nguoi")


def _without_sources(words: str) -> tuple[str, tuple[str, ...]]:
    """The text without its source lines, and those lines: they go where they can't be cut off."""
    lines = words.split("\n")
    mark = text("source")
    stated = tuple(line.removeprefix(mark).strip() for line in lines if line.startswith(mark))
    return "\n".join(line for line in lines if not line.startswith(mark)).strip(), stated


def _sources(stated: tuple[str, ...], citations: tuple[Citation, ...]) -> tuple[Source, ...]:
    """One source for each place: stated lines keep their words and take the quotes of what they name."""
    found: dict[str, list[Citation]] = {}
    for line in stated:
        found.setdefault(line, [])
    for citation in citations:
        named = next((line for line in stated if citation.id in line), None)
        found.setdefault(named or label_of(citation), []).append(citation)
    return tuple(
        Source(label, _address(cited), "; ".join(dict.fromkeys(one.quote for one in cited if one.quote)))
        for label, cited in found.items()
    )


def _address(citations: list[Citation]) -> str:
    """Only public addresses: a file's name tells a citizen nothing."""
    for citation in citations:
        if urlsplit(citation.source).scheme in {"http", "https"}:
            return citation.source
    return ""


def label_of(citation: Citation) -> str:
    """ "điểm a khoản 1 Điều 5 Nghị định 168/2024/NĐ-CP ngày 26/12/2024, hiệu lực từ 01/01/2025"."""
    day = f"{citation.as_of:%d/%m/%Y}" if citation.as_of else ""
    if citation.kind is Kind.PROVISION:
        parts = [
            text(name).format(**{name: value})
            for name, value in (("point", citation.point), ("clause", citation.clause), ("article", citation.article))
            if value
        ]
        return ", ".join(
            filter(None, [" ".join([*parts, citation.title]), text("in_force").format(day=day) if day else ""])
        )
    title = citation.title
    if citation.kind is Kind.PROCEDURE:
        title = text("procedure_source").format(title=citation.title, code=citation.id)
    field = field_name(citation.field or "") if citation.kind is Kind.PROCEDURE else ""
    dated = text("dated").format(day=day) if day else ""
    return ", ".join(filter(None, [title, text("field_of").format(field=field) if field else "", dated]))
