"""docs/licences.md names every direct dependency, and calls a copyleft licence by its name."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parent.parent
COPYLEFT = re.compile(r"GPL|General Public License|MPL|Mozilla", re.I)


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def direct_dependencies() -> set[str]:
    project = tomllib.loads((REPO / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    names = {plain(re.match(r"[A-Za-z0-9][A-Za-z0-9._-]*", one)[0]) for one in wanted}
    return names - {project["name"]}


def rows() -> dict[str, str]:
    """Package -> licence, from the first table."""
    table = (REPO / "docs" / "licences.md").read_text(encoding="utf-8").split("\n## ")[0]
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines() if line.startswith("| ")
    ]
    return {plain(row[0]): row[3] for row in cells if row[0] != "Package"}


def test_the_table_names_every_direct_dependency_and_nothing_else() -> None:
    assert set(rows()) == direct_dependencies()


@pytest.mark.parametrize("name", sorted(direct_dependencies()))
def test_a_copyleft_licence_is_called_so(name: str) -> None:
    try:
        data = metadata(name)
    except PackageNotFoundError:
        pytest.skip(f"{name} is not installed")
    declared = " ".join(
        [data.get("License-Expression") or "", (data.get("License") or "")[:80]]
        + [line for line in data.get_all("Classifier") or [] if line.startswith("License")]
    )
    assert rows()[plain(name)]
    if COPYLEFT.search(declared):
        assert COPYLEFT.search(rows()[plain(name)]), f"{name} declares {declared}"
