"""The examples for whoever runs the program name what exists: settings, versions, addresses, times."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from motcua.cli import serve
from motcua.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
FILES = ("Dockerfile", "compose.yaml", "deploy/motcua.service", "deploy/nginx.conf")


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _unit() -> configparser.ConfigParser:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(_text("deploy/motcua.service"))
    return parser


@pytest.mark.parametrize("name", FILES)
def test_variables_are_settings(name: str) -> None:
    known = {f"MOTCUA_{field.upper()}" for field in Settings.model_fields} | {"MOTCUA_ENV_FILE"}
    assert set(re.findall(r"\bMOTCUA_[A-Z_]+\b", _text(name))) <= known


def test_both_give_running_answers_the_time_that_the_server_takes() -> None:
    least = serve._LAST_ANSWERS_S
    assert int(_unit()["Service"]["TimeoutStopSec"]) > least
    assert int(yaml.safe_load(_text("compose.yaml"))["services"]["app"]["stop_grace_period"].removesuffix("s")) > least


def test_the_images_are_of_the_versions_that_were_tested() -> None:
    services = yaml.safe_load(_text("compose.yaml"))["services"]
    pins = dict(line.split("==") for line in _text("constraints.txt").splitlines() if "==" in line)
    assert services["chroma"]["image"].rpartition(":")[2] == pins["chromadb"]
    assert services["app"]["ports"][0].startswith("127.0.0.1:")
    assert "-c constraints.txt" in _text("Dockerfile")


def test_every_room_is_in_the_image() -> None:
    packages = re.search(r"^packages = \[(.*)\]$", _text("pyproject.toml"), re.MULTILINE)
    assert packages is not None
    for room in re.findall(r'"(\w+)"', packages.group(1)):
        assert f"COPY {room} {room}\n" in _text("Dockerfile")
        assert f"!{room}\n" in _text(".dockerignore")


def test_the_proxy_keeps_what_is_not_for_the_world() -> None:
    for path in ("/metrics", "/readyz"):
        assert f"location = {path} {{ return 404; }}" in _text("deploy/nginx.conf")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd")
def test_the_unit_is_read_by_systemd_and_keeps_the_program_in(tmp_path: Path) -> None:
    unit = tmp_path / "motcua.service"
    unit.write_text(_text("deploy/motcua.service").replace("/opt/motcua/.venv/bin/motcua", "/bin/true"), "utf-8")
    read = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False)
    assert str(unit) not in read.stderr
    words = ["systemd-analyze", "security", "--offline=true", "--threshold=30", str(unit)]
    judged = subprocess.run(words, capture_output=True, text=True, check=False)
    assert judged.returncode == 0, judged.stdout[-500:]


@pytest.mark.skipif(shutil.which("docker") is None, reason="needs docker")
def test_compose_reads_its_file() -> None:
    secrets = {"PATH": "/usr/bin:/bin:/usr/local/bin", "DATABASE_PASSWORD": "a", "METRICS_TOKEN": "b"}
    words = ["docker", "compose", "-f", str(ROOT / "compose.yaml"), "config", "-q"]
    read = subprocess.run(words, env=secrets, capture_output=True, text=True, check=False)
    if "unknown" in read.stderr or "is not a docker command" in read.stderr:
        pytest.skip("needs docker compose")
    assert read.returncode == 0, read.stderr
