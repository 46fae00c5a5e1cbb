"""JSON records whose keys are the headings of a procedure's fields, as a crawl of the old portal has them.

    {"title": "Đăng ký thường trú", "Trình tự thực hiện": "...", "Cách thức thực hiện": [{"Hình thức nộp": ...}, ...]}

Lists of objects are tables: their keys the head, their values the rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime

from ingest.prose.drafts import Draft
from ingest.prose.entries import Entry
from ingest.prose.field_names import Field, Heading, field_of
from ingest.readers.document import Block, BlockKind, Cell
from ingest.readers.lines import block_of
from knowledge.text.clean import clean

_TITLES = ("title", "name", "tieu_de", "ten", "ten_thu_tuc")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_FEWEST = 3
_OBJECT_ID = re.compile(r"[0-9a-f]{24}")


def looks_keyed(value: object) -> bool:
    """Whether a parsed JSON value is such a record."""
    if not isinstance(value, Mapping):
        return False
    fields = {field for key in value if isinstance(key, str) and (field := field_of(_words(key)))}
    return len(fields) >= _FEWEST and (Field.NAME in fields or any(key in value for key in _TITLES))


def crawled_on(record: Mapping[str, object]) -> date | None:
    """The day on which a crawler stored the record, where it came out of MongoDB with its id.

    An ObjectId begins with the seconds at which it was made (MongoDB manual, "ObjectId").
    """
    own = record.get("_id")
    text = own.get("$oid") if isinstance(own, Mapping) else None
    if not isinstance(text, str) or not _OBJECT_ID.fullmatch(text):
        return None
    return datetime.fromtimestamp(int(text[:8], 16), UTC).date()


def draft_of(record: Mapping[str, object]) -> Draft:
    title = next((record[key] for key in _TITLES if isinstance(record.get(key), str)), "")
    draft = Draft(clean(str(title)))
    for key, value in record.items():
        field = field_of(_words(str(key)))
        if field is None or value in (None, "", [], {}):
            continue
        heading = Heading(field, _words(str(key)), "")
        draft.add(Entry(Block(BlockKind.PARAGRAPH, heading.label), heading))
        for block in _blocks(value):
            draft.add(Entry(block))
    return draft


def _words(key: str) -> str:
    return key.replace("_", " ")


def _blocks(value: object) -> Iterator[Block]:
    if isinstance(value, Mapping):
        value = [value]
    if isinstance(value, list) and value and all(isinstance(item, Mapping) for item in value):
        yield Block(BlockKind.TABLE, "", rows=tuple(_rows(value)))
    elif isinstance(value, list):
        for item in value:
            yield from _blocks(item)
    else:
        lines = clean(_TAG.sub("\n", str(value))).split("\n")
        yield from (block_of(line.strip()) for line in lines if line.strip())


def _rows(items: list[Mapping[str, object]]) -> Iterator[tuple[Cell, ...]]:
    keys = list(dict.fromkeys(str(key) for item in items for key in item))
    yield tuple((Block(BlockKind.PARAGRAPH, _words(key)),) for key in keys)
    for item in items:
        yield tuple(tuple(_blocks(item[key])) if item.get(key) not in (None, "") else () for key in keys)
