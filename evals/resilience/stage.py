"""Where a scenario plays: a folder of its own with copies of a home, servers, and the program. All end with it."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from evals.resilience.endpoints import Endpoint
from evals.resilience.load import Load, Order
from evals.resilience.moving import move_catalogue
from evals.resilience.servers import (
    PATIENCE_S,
    PROGRAM,
    ChromaServer,
    Postgres,
    Program,
    running_chroma,
    running_postgres,
    serving,
)

# All citizens of a load have one address; limits are measured by their own tests.
_NO_LIMITS = {"client_rate": "0", "conversation_rate": "0"}
_INDEXING_S = 3600.0  # embedding a whole catalogue takes minutes
_ROOT = Path(__file__).parents[2]


@dataclass
class Stage:
    """`source`: a home with a catalogue and its indexes, which is only copied; `program`: how `motcua` is started."""

    folder: Path
    source: Path
    program: Sequence[str] = PROGRAM
    _open: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def home(self, name: str, with_store: bool = True) -> Path:
        """A copy; without the store only what is derived from it."""
        leave = shutil.ignore_patterns(*(() if with_store else ("motcua.db*",)), "writer.lock", "chroma-server")
        return Path(shutil.copytree(self.source, self.folder / name / "home", ignore=leave))

    def postgres(self) -> tuple[Postgres, str]:
        """A server, and the address of a database with the catalogue of the source."""
        server = self._open.enter_context(running_postgres(self.folder / "postgres"))
        self._open.callback(server.thaw)  # a frozen one could not be ended
        address = server.new_database()
        move_catalogue(f"sqlite:///{self.home('moved') / 'motcua.db'}", address)
        return server, address

    def chroma(self) -> ChromaServer:
        """A server with the vectors of the source."""
        vectors = shutil.copytree(self.source / "index" / "chroma", self.folder / "chroma-server")
        return self._open.enter_context(running_chroma(Path(vectors)))

    def keep(self, endpoint: Endpoint) -> None:
        endpoint.start()
        self._open.callback(endpoint.stop)

    def serve(self, home: Path, **settings: str) -> Program:
        return self._open.enter_context(serving(home, self.program, PATIENCE_S, **_NO_LIMITS, **settings))

    def serve_first(self, home: Path) -> Program:
        """A home without indexes, which are made before it is ready."""
        return self._open.enter_context(serving(home, self.program, _INDEXING_S, **_NO_LIMITS))

    def load(self, order: Order, name: str = "load") -> Load:
        folder = self.folder / name
        folder.mkdir()
        load = Load(order, folder)
        self._open.callback(load.kill)
        return load

    def command(self, *words: str, **settings: str) -> float:
        """Runs `motcua` to its end; returns its seconds. Raises subprocess.CalledProcessError."""
        return run(self.program, *words, **settings)


def run(program: Sequence[str], *words: str, **settings: str) -> float:
    began = time.monotonic()
    given = {"PYTHONPATH": str(_ROOT)} | {f"MOTCUA_{name.upper()}": value for name, value in settings.items()}
    subprocess.run([*program, *words], check=True, env=os.environ | given, stdout=subprocess.DEVNULL)  # noqa: S603
    return round(time.monotonic() - began, 1)
