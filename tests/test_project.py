"""The project's own promises: light install, pinned versions, own names, small files."""

from __future__ import annotations

import ast
import importlib.metadata as metadata
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("motcua", "bots", "evals", "assistant", "ingest", "knowledge", "tts")
HEAVY = {"torch", "sentence-transformers", "transformers", "tensorflow"}
LONGEST_FILE = 300
LONGEST_FUNCTION = 40


@cache
def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@cache
def pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    wanted = [line for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(line.partition("==")[0]): line.partition("==")[2] for line in wanted}


def requirements(extras: set[str]) -> list[Requirement]:
    declared = project()["project"]
    lines = [*declared["dependencies"]]
    for extra in extras:
        lines += declared["optional-dependencies"][extra]
    found = [Requirement(line) for line in lines]
    return [requirement for requirement in found if requirement.name != declared["name"]]


def closure(roots: list[Requirement]) -> set[str]:
    """Every distribution that installing `roots` brings, by the metadata of what is installed here."""
    seen: set[tuple[str, frozenset[str]]] = set()
    queue = [(canonicalize_name(root.name), frozenset(root.extras)) for root in roots]
    while queue:
        name, extras = queue.pop()
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        for line in metadata.requires(name) or []:
            needed = Requirement(line)
            choices = [{"extra": extra} for extra in extras] or [{"extra": ""}]
            if needed.marker is None or any(needed.marker.evaluate(choice) for choice in choices):
                queue.append((canonicalize_name(needed.name), frozenset(needed.extras)))
    return {name for name, _ in seen}


def sources() -> Iterator[Path]:
    for folder in (*ROOMS, "tests"):
        yield from (path for path in (ROOT / folder).rglob("*.py") if "__pycache__" not in path.parts)


def test_every_dependency_is_pinned_at_a_version_that_it_allows() -> None:
    for requirement in requirements(set(project()["project"]["optional-dependencies"]) - {"models"}):
        name = canonicalize_name(requirement.name)
        assert name in pins(), f"{name} is not in constraints.txt"
        assert requirement.specifier.contains(pins()[name]), f"{requirement} does not allow {pins()[name]}"


@pytest.mark.parametrize("extras", [set(), {"bots", "chat", "speech", "bench", "dev"}], ids=["core", "dev"])
def test_what_is_installed_is_pinned_whole_and_brings_no_torch(extras: set[str]) -> None:
    brought = closure(requirements(extras))
    assert len(brought) > 50
    assert brought & HEAVY == set()
    assert brought - set(pins()) == set()


def test_constraints_are_exact_and_free_of_torch() -> None:
    assert all(re.fullmatch(r"[0-9][0-9A-Za-z.+!]*", version) for version in pins().values())
    assert set(pins()) & HEAVY == set()
    assert not any(name.startswith(("nvidia-", "triton")) for name in pins())


def test_no_other_distribution_owns_a_room_s_name() -> None:
    owners = metadata.packages_distributions()
    strangers = {room: set(owners.get(room, [])) - {"motcua"} for room in ROOMS}
    assert {room: names for room, names in strangers.items() if names} == {}


def test_the_package_is_private_and_lists_every_room() -> None:
    assert "Private :: Do Not Upload" in project()["project"]["classifiers"]
    assert tuple(project()["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]) == ROOMS
    assert all((ROOT / room / "__init__.py").is_file() for room in ROOMS)


def test_no_file_is_too_long() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in sources()}
    assert len(lengths) > 100
    assert {str(path.relative_to(ROOT)): n for path, n in lengths.items() if n > LONGEST_FILE} == {}


def test_no_function_is_too_long() -> None:
    long = []
    measured = [path for path in sources() if "tests" not in path.parts and "migrations" not in path.parts]
    for path in measured:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    long.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name} has {length} lines")
    assert long == []
