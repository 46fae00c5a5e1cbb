"""How far a file may go before it is refused, from data/limits.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, times in seconds; the data file says what each is for."""

    largest_file: int
    largest_text: int
    largest_unpacked: int
    largest_member: int
    highest_ratio: int
    ratio_matters_from: int
    most_members: int
    deepest_archive: int
    most_pages: int
    most_scanned_pages: int
    most_pixels: int
    most_cells: int
    most_blocks: int
    seconds_of_silence: int
    seconds_in_all: int
    seconds_a_scanned_page: int
    seconds_converting: int
    child_memory: int


@cache
def limits() -> Limits:
    text = resources.files(__package__).joinpath("data/limits.yaml").read_text(encoding="utf-8")
    return Limits(**yaml.safe_load(text))
