"""Tables as sentences: "Đăng kiểm: số lượt 1.245, tăng 12,5%"."""

from __future__ import annotations

import re

_COUNTER = frozenset({"tt", "stt", "số tt", "số thứ tự", "số\ntt"})
_NUMERIC = re.compile(r"[-+]?[\d.,/%\s]*")
_UNIT = re.compile(r"\(\s*(%|‰|[^()]{1,24})\s*\)\s*$")
_SIGN_UNITS = frozenset({"%", "‰"})


def _flat(cell: str) -> str:
    return " ".join(cell.split())


def _is_header(rows: list[tuple[str, ...]]) -> bool:
    """The first row names the columns when it holds no number and a later row holds one."""
    return len(rows) > 1 and not any(_is_number(cell) for cell in rows[0]) and any(map(_is_number, rows[1][1:]))


def _is_number(cell: str) -> bool:
    return bool(cell) and any(char.isdigit() for char in cell) and _NUMERIC.fullmatch(cell) is not None


def _name_and_unit(header: str) -> tuple[str, str]:
    match = _UNIT.search(header)
    return (header[: match.start()].strip(), match.group(1)) if match else (header, "")


def _said(header: str, cell: str) -> str:
    name, unit = _name_and_unit(header)
    value = cell
    if unit and _is_number(cell) and not cell.endswith(unit):
        value = f"{cell}{unit}" if unit in _SIGN_UNITS else f"{cell} {unit}"
    small = name[:1].lower() + name[1:] if name[1:2].islower() else name
    return f"{small} {value}".strip()


def table_sentences(rows: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """One sentence a row; a column that only counts the rows is left out, so are empty cells."""
    flat = [tuple(_flat(cell) for cell in row) for row in rows if any(cell.strip() for cell in row)]
    if not flat:
        return ()
    header = flat[0] if _is_header(flat) else ()
    skipped = {place for place, name in enumerate(header) if name.lower() in _COUNTER}
    sentences = []
    for row in flat[1:] if header else flat:
        cells = [(place, cell) for place, cell in enumerate(row) if cell and place not in skipped]
        if not cells:
            continue
        label = cells[0][1]
        values = [_said(header[place] if place < len(header) else "", cell) for place, cell in cells[1:]]
        sentences.append(f"{label}: {', '.join(values)}" if values else label)
    return tuple(sentences)
