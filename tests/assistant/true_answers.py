"""True answers, worded as the program words them, with the texts that they cite; made from procedure records."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from knowledge.procedures import Channel, Procedure, Source, SubmissionMethod
from knowledge.serialise import procedure_from_dict

ROOT = Path(__file__).parents[2]
_CHANNELS = {Channel.ONLINE: "trực tuyến", Channel.IN_PERSON: "trực tiếp", Channel.POST: "qua bưu chính"}
_CONTACT = "Anh/chị liên hệ tổng đài 1900 0368 hoặc 0901234567 để được hướng dẫn thêm."


@dataclass(frozen=True)
class TrueAnswer:
    text: str
    sources: tuple[str, ...]


def sample_records() -> list[Procedure]:
    source = Source(uri=None, path="sample", digest="", retrieved_on=None)
    files = sorted((ROOT / "knowledge" / "sample").glob("*.yaml"))
    return [procedure_from_dict(yaml.safe_load(file.read_text(encoding="utf-8")), source) for file in files]


def true_answers(record: Procedure) -> Iterator[TrueAnswer]:
    head = f"Thủ tục {record.name} (mã {record.code})"
    for method in record.submission_methods:
        yield from _of_method(head, method)
    papers = [
        f"{paper.name}: {paper.originals or 0} bản chính, {paper.copies or 0} bản sao" for paper in record.documents
    ]
    listed = "\n".join(f"{number}. {paper}" for number, paper in enumerate(papers, 1))
    if papers:
        yield TrueAnswer(f"{head} cần các giấy tờ sau:\n{listed}", (head, *papers))
    basis = [f"{law.title or ''} (số {law.number})" for law in record.legal_basis if law.number]
    if basis:
        yield TrueAnswer(f"{head} căn cứ vào:\n" + "\n".join(f"- {law}" for law in basis), (head, *basis))
    for step in record.steps:
        yield TrueAnswer(f"{head}, bước {step.number}: {step.text}", (head, f"Bước {step.number}: {step.text}"))
    if record.conditions:
        yield TrueAnswer(f"{head} có điều kiện: {record.conditions}", (head, record.conditions))


def _of_method(head: str, method: SubmissionMethod) -> Iterator[TrueAnswer]:
    channel = _CHANNELS[method.channel]
    if method.duration:
        text = f"{head}: nộp {channel} thì thời hạn giải quyết là {method.duration.text}.\n{_CONTACT}"
        yield TrueAnswer(text, (head, f"Nộp {channel}: {method.duration.text}", _CONTACT))
    sources = (head, *(f"Nộp {channel}: {fee.text}" for fee in method.fees))
    for fee in method.fees:
        yield TrueAnswer(f"{head}: nộp {channel}, mức thu là {fee.text}", sources)
        if fee.amount_vnd and fee.amount_vnd >= 1000:
            dotted = f"{fee.amount_vnd:,}".replace(",", ".")
            yield TrueAnswer(
                f"{head}: nộp {channel}, mức thu là {dotted} đồng, tức {fee.amount_vnd / 1000:g} nghìn đồng.", sources
            )
