"""The spreadsheet that a department fills in, from data/template.yaml; `catalogue_sheet` reads it back."""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from ingest.readers.workbook import write_workbook

SHEET = "Thủ tục"


def write_template(path: Path) -> None:
    """A sheet to fill in: the head explains itself in notes, one row is an example. Raises OSError."""
    columns: dict[str, str] = template()["columns"]
    example: dict[str, str] = template()["example"]
    rows = [list(columns), [example[name] for name in columns]]
    write_workbook(path, SHEET, rows, list(columns.values()))


@cache
def template() -> Any:
    """ "columns": name -> explanation; "example": name -> contents."""
    return yaml.safe_load(resources.files(__package__).joinpath("data/template.yaml").read_text(encoding="utf-8"))
