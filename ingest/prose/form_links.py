"""Names and addresses of forms, as sources write them in one breath: "Mẫu số 01: https://..."."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ingest.portal.forms import form_number
from knowledge.procedures import FormFile

_LINK = re.compile(r"https?://[^\s<>\"|]+")
_EMPTY = re.compile(r"[?&]\w+=$")  # an address that names no file: "download_file.jsp?ma="
_NAMED = re.compile(r"(?:mẫu|tờ khai|đơn|phụ lục|biểu|bản khai|giấy đề nghị|tệp)\b", re.IGNORECASE)
_LONGEST = 250  # characters of a form's name; longer lines are the form itself
_MOST = 20


def split_link(text: str | None) -> tuple[str | None, str | None]:
    """(what stands beside the first address, the address); either may be None."""
    if not text:
        return None, None
    found = _LINK.search(text)
    if found is None:
        return text, None
    link = found.group().rstrip(".,;)]")
    rest = _LINK.sub("", text).strip(" :;,-–()[]\n")
    return rest or None, None if _EMPTY.search(link) else link


def attached_forms(lines: Iterable[str]) -> tuple[FormFile, ...]:
    """The forms that a section on forms or attachments names; its other lines are no forms."""
    return tuple(dict.fromkeys(_forms(lines)))[:_MOST]


def _forms(lines: Iterable[str]) -> Iterator[FormFile]:
    for line in lines:
        name, link = split_link(line.strip(" -+*•;."))
        if name is not None and len(name) <= _LONGEST and (link or _NAMED.match(name) or form_number(name)):
            yield FormFile(name, link)
        elif name is None and link:
            yield FormFile(link.rsplit("/", 1)[-1], link)
