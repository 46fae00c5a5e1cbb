"""Form files and form numbers in the names of papers.

The page glues the name of the attached file to the paper's name ("theo mẫu quy định;TK 2.002286.docx").
"""

from __future__ import annotations

import re

from ingest.portal.letters import LOWER, UPPER

_TYPE = r"\.(?:docx?|pdf|xlsx?|rtf|odt|zip|rar|jpe?g|png)(?![xX])"
_FILE = re.compile(rf"{_TYPE}$", re.IGNORECASE)
_INNER_FILE = re.compile(rf"{_TYPE}(?=[\w~(-])", re.IGNORECASE)
# Where a file's name may be glued to prose: a capital or a digit right after a small letter, a mark or a number.
_GLUE = re.compile(
    rf"(?<=[{LOWER}])(?=[{UPPER}])"
    r"|(?<=[;:)”\"\]])(?=\w)"
    r"|(?<=[.)”\"\]]\.)(?=\w)"
    rf"|(?<=[^\W\d]\.)(?=[{UPPER}][^\W\d])"
    rf"|(?<=[{UPPER}]{{2}})(?=[{UPPER}][{LOWER}]{{2}})"
    rf"|(?<=\d)(?=[{UPPER}][^\W\d]{{2}})"
    rf"|(?<=[{LOWER}.])(?=\d+[.-])"
    rf"|(?<=\.)(?=[{LOWER}])"
)
_FORM_WORD = re.compile(
    r"(?:m[aẫâ]u|ph[uụ] ?l[uụ]c|pl|tk|t[oờ] ?khai|đ[oơ]n|don|bi[eể]u|bm|gi[aấ]y|v[aă]n b[aả]n|ct|hsb|b[aả]n)(?!\w*,)",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\b(?:[Mm]ẫu|MẪU|[Bb]iểu mẫu)(?: đơn| tờ khai| giấy)?(?: số| )*:? ?"
    r"(?P<number>[A-ZĐ]{0,6}[-./]?\d[\dA-Za-zĐđ./-]*|[A-Z]{2,4}\d+)"
)
_WINDOW = 160


def split_form(name: str) -> tuple[str, str | None]:
    """The paper's own name, and the names of the files glued to it ("; " between several) or None."""
    if not _FILE.search(name):
        return name, None
    start = _file_start(name)
    files = _INNER_FILE.sub(lambda found: found.group() + "; ", name[start:])
    return name[:start].strip(), files.strip()


def _file_start(name: str) -> int:
    first_file = _INNER_FILE.search(name)
    end = first_file.start() if first_file else len(name)
    joints = [found.start() for found in _GLUE.finditer(name, max(0, end - _WINDOW), end)]
    if not joints:
        return 0
    named = [joint for joint in joints if _FORM_WORD.match(name, joint)]
    return (named or joints)[0]


def form_number(name: str) -> str | None:
    """ "Mẫu số 03" out of "Giấy giới thiệu của Cục Tổ chức cán bộ (Mẫu số 03);"."""
    found = _NUMBER.search(name)
    return found.group().strip(" .,;:/-") if found else None
