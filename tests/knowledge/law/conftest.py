from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ingest.laws.law_file import read_law_file
from ingest.laws.library import LawLibrary, build_library, read_metadata
from knowledge.law.validity import in_force
from knowledge.provisions import Provision


@pytest.fixture(scope="session")
def library(shared_dir: Path) -> LawLibrary:
    folder = shared_dir / "data" / "laws"
    files = [read_law_file(path) for path in sorted(folder.glob("*.md"))]
    return build_library(files, read_metadata(folder / "markdown_metadata.json"), "markdown_metadata.json")


@pytest.fixture(scope="session")
def today() -> date:
    return date(2026, 11, 22)


@pytest.fixture(scope="session")
def held(library: LawLibrary, today: date) -> tuple[Provision, ...]:
    return in_force(library.provisions, today)


@pytest.fixture(scope="session")
def by_place(held: tuple[Provision, ...]) -> dict[str, Provision]:
    """Provisions of NĐ 168/2024 by "article|clause|point"."""
    return {one.address.split("|", 1)[1]: one for one in held if one.document == "168/2024/NĐ-CP"}
