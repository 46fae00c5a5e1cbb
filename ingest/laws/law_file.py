"""A law in Markdown -> its document and its provisions."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.laws.front_matter import document_of, related_texts, split_front_matter, stated_articles
from ingest.laws.misread import reread
from ingest.laws.outline import Node, Outline, OutlineReader
from ingest.laws.warnings import LawIssue, LawWarning
from knowledge.provisions import LegalDocument, Provision
from knowledge.text.clean import nfc


@dataclass(frozen=True, slots=True)
class LawFile:
    """One document as read. `dropped` holds lines without a readable word: nothing else of the file is missing."""

    document: LegalDocument
    provisions: tuple[Provision, ...]
    warnings: tuple[LawWarning, ...]
    preamble: str = ""
    closing: str = ""
    dropped: tuple[str, ...] = ()
    stated: tuple[int, int] | None = None  # first and last article that the file says it holds
    related: tuple[str, ...] = ()  # what its metadata say of other documents


class NotALawError(ValueError):
    """The file has no front matter with a document number."""


def provisions_of(number: str, nodes: Sequence[Node]) -> tuple[Provision, ...]:
    """Nodes in order -> provisions; a point carries its clause's words (or its article's) as `lead`."""
    provisions: list[Provision] = []
    lead = ""
    for node in nodes:
        text = node.text
        if node.point is None:
            lead = text
        provisions.append(
            Provision(
                document=number,
                article=node.article,
                clause=node.clause,
                point=node.point,
                heading=node.heading,
                lead=lead if node.point else "",
                text=text,
                chapter=node.chapter,
            )
        )
    return tuple(provisions)


def _missing_articles(number: str, outline: Outline, stated: tuple[int, int] | None) -> list[LawWarning]:
    if stated is None:
        return [LawWarning(LawIssue.METADATA_INCOMPLETE, number, "no range of articles stated")]
    present = {node.article for node in outline.nodes}
    return [
        LawWarning(LawIssue.MISSING_ARTICLE, f"{number}|{article}||", f"Điều {article} is not in the text")
        for article in range(stated[0], stated[1] + 1)
        if str(article) not in present
    ]


def parse_law(text: str, name: str) -> LawFile:
    """`text` of one file called `name` -> LawFile. Raises NotALawError."""
    meta, body = split_front_matter(nfc(text).replace("\r\n", "\n").lstrip("\ufeff"))
    document = document_of(meta, name, hashlib.sha256(text.encode()).hexdigest(), text_included=True)
    if document is None:
        raise NotALawError(f"{name}: no number (so_ky_hieu) in its front matter")
    body, misread = reread(body)
    outline = OutlineReader(document.number).read(body)
    stated = stated_articles(meta)
    return LawFile(
        document=document,
        provisions=provisions_of(document.number, outline.nodes),
        warnings=(
            *outline.warnings,
            *_missing_articles(document.number, outline, stated),
            *(
                LawWarning(LawIssue.WORD_REPAIRED, document.number, f"{read!r} read as {meant}, {times} times")
                for (read, meant), times in misread.items()
            ),
        ),
        preamble="\n".join(outline.preamble),
        closing="\n".join(outline.closing),
        dropped=tuple(outline.dropped),
        stated=stated,
        related=tuple(related_texts(meta)),
    )


def read_law_file(path: Path) -> LawFile:
    """Reads one Markdown file. Raises NotALawError, OSError, UnicodeDecodeError."""
    return parse_law(path.read_text(encoding="utf-8"), path.name)


def merge_parts(files: Sequence[LawFile]) -> tuple[LawFile, ...]:
    """Files of one number become one document, ordered by their first article."""
    groups: dict[str, list[LawFile]] = {}
    for file in files:
        groups.setdefault(file.document.number, []).append(file)
    return tuple(_merge(sorted(group, key=lambda file: file.stated or (0, 0))) for group in groups.values())


def _merge(parts: Sequence[LawFile]) -> LawFile:
    first, last = parts[0], parts[-1]
    if first is last:
        return first
    stated = (first.stated[0], last.stated[1]) if first.stated and last.stated else None
    document = replace(
        first.document,
        articles=stated,
        source_path="; ".join(part.document.source_path for part in parts),
        digest=hashlib.sha256("".join(part.document.digest for part in parts).encode()).hexdigest(),
    )
    return LawFile(
        document=document,
        provisions=tuple(provision for part in parts for provision in part.provisions),
        warnings=tuple(warning for part in parts for warning in part.warnings),
        preamble="\n".join(part.preamble for part in parts if part.preamble),
        closing="\n".join(part.closing for part in parts if part.closing),
        dropped=tuple(line for part in parts for line in part.dropped),
        stated=stated,
        related=tuple(dict.fromkeys(text for part in parts for text in part.related)),
    )
