"""The child process that reads risky files: `python -m ingest.readers.worker MEMORY`.

One request a line on standard input, {"path", "kind"}; answers a line each on standard output: {"alive": true} while it
works, then {"document"} or {"failure", "message", "detail", "code"}.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import IO, Any

from ingest.errors import UnreadableFile
from ingest.readers import errors
from ingest.readers.by_kind import reader_of
from ingest.readers.codec import document_to_plain
from ingest.readers.kinds import FileKind
from ingest.readers.pulse import LISTENER

FAILURES: dict[str, type[UnreadableFile]] = {
    kind.__name__: kind
    for kind in (UnreadableFile, errors.FileRefused, errors.FileDamaged, errors.FileLocked, errors.ToolMissing)
}


def main() -> None:
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a library prints must not mix with the answers
    _limit_memory(int(sys.argv[1]))
    LISTENER.set(lambda: _say(answers, {"alive": True}))
    for line in sys.stdin:
        request = json.loads(line)
        _say(answers, _answer(Path(request["path"]), FileKind(request["kind"])))


def _answer(path: Path, kind: FileKind) -> dict[str, Any]:
    """The outer boundary: whatever a library raises on a file becomes that file's reason."""
    try:
        return {"document": document_to_plain(reader_of(kind)(path))}
    except UnreadableFile as error:
        code = getattr(error, "code", "")
        return {"failure": type(error).__name__, "message": str(error), "detail": error.detail, "code": code}
    except MemoryError:
        return {"failure": "FileRefused", "message": "Tệp cần quá nhiều bộ nhớ để đọc.", "detail": "MemoryError"}
    except Exception as error:
        detail = f"{type(error).__name__}: {error}"[:500]
        return {"failure": "FileDamaged", "message": "Tệp bị hỏng, bộ đọc không hiểu được.", "detail": detail}


def _say(answers: IO[str], answer: dict[str, Any]) -> None:
    try:
        line = json.dumps(answer, ensure_ascii=True)
    except (TypeError, ValueError, RecursionError, MemoryError) as error:
        reason = {"message": "Tệp có dữ liệu không đọc được.", "detail": f"{type(error).__name__}: {error}"[:500]}
        line = json.dumps({"failure": "FileDamaged", **reason})
    answers.write(line + "\n")
    answers.flush()


def _limit_memory(most: int) -> None:
    """Soft only: a program that this process starts may lift it for itself."""
    try:
        import resource
    except ImportError:  # not a Unix
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))


if __name__ == "__main__":
    main()
