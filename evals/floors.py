"""Floors: the least that each measure must reach, as data in `evals/config/<suite>.yaml`.

A file maps material ("catalogue", "sample") -> "set/variant" -> measure -> floor. A measure whose name ends in `_ms`,
`_s`, `_mb` or `_ratio` is a cost, and its figure is a ceiling.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import yaml
from pydantic import TypeAdapter

from evals.results import Row

Floors = Mapping[str, Mapping[str, float]]  # "set/variant" -> measure -> figure

_CONFIG = Path(__file__).resolve().parent / "config"
_FILE = TypeAdapter(dict[str, dict[str, dict[str, float]]])
_COSTS = ("_ms", "_s", "_mb", "_ratio")
_TOLERANCE = 1e-9


def load_floors(suite: str, material: str, folder: Path = _CONFIG) -> Floors:
    """Raises ValueError where the file has another shape; a suite without a file has no floors."""
    path = folder / f"{suite}.yaml"
    if not path.is_file():
        return {}
    return _FILE.validate_python(yaml.safe_load(path.read_text(encoding="utf-8"))).get(material, {})


def below_floors(rows: Iterable[Row], floors: Floors) -> tuple[str, ...]:
    """A sentence for each floor that is missed, and for each that no row answers to."""
    measured = {row.key: row.measures for row in rows}
    return tuple(
        sentence
        for key, wanted in floors.items()
        for measure, floor in wanted.items()
        if (sentence := _complaint(key, measure, floor, measured.get(key, {}).get(measure)))
    )


def _complaint(key: str, measure: str, floor: float, value: float | None) -> str:
    if value is None:
        return f"{key}: {measure} was not measured, its floor is {floor:g}"
    if is_cost(measure):
        return "" if value <= floor + _TOLERANCE else f"{key}: {measure} is {value:.4g}, at most {floor:g} is allowed"
    return "" if value >= floor - _TOLERANCE else f"{key}: {measure} is {value:.4g}, at least {floor:g} is needed"


def is_cost(measure: str) -> bool:
    """Whether less is better."""
    return measure.endswith(_COSTS) and not measure.endswith("_per_s")
