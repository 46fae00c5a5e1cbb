"""The real catalogue, where it lies beside the repository."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

CATALOGUE = Path(__file__).resolve().parents[4] / "shared/data/catalogue_2026/raw"


@pytest.fixture(scope="session")
def raw_records() -> dict[str, dict[str, str]]:
    """Every raw record by "ministry/code"."""
    if not CATALOGUE.is_dir():
        pytest.skip(f"the real catalogue is not beside the repository ({CATALOGUE})")
    paths = sorted(CATALOGUE.glob("*/*.json"))
    return {f"{path.parent.name}/{path.stem}": json.loads(path.read_text(encoding="utf-8")) for path in paths}
