"""The one outer boundary of the command line: whatever goes wrong becomes a sentence, a log line and an exit code."""

from __future__ import annotations

import gc
import io
import logging
import sys
from collections.abc import Sequence

import typer

from motcua.cli.arguments import asked_level, globals_first, wants_json
from motcua.cli.misuse import misuse_sentence
from motcua.cli.output import print_json, say
from motcua.logs import set_up_logs

log = logging.getLogger(__name__)

_WRONG, _INTERRUPTED = 2, 130


# Starting makes a million objects that stay. Looked through at Python's usual pace for what has become garbage, they
# take the first answer 0.6 of its 3.3 seconds.
_OBJECTS_BETWEEN_LOOKS = (100_000, 50, 100)


def main() -> None:
    gc.set_threshold(*_OBJECTS_BETWEEN_LOOKS)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Runs one command line; returns its exit code."""
    set_up_logs(asked_level(arguments) or "warning")  # until the settings are read
    try:
        return _run_command(arguments)
    except typer.TyperException as error:
        return _tell(misuse_sentence(error), _WRONG, arguments)
    except (KeyboardInterrupt, typer.Abort):
        say("Đã dừng theo yêu cầu.")
        return _INTERRUPTED
    except Exception as error:
        return _explain(error, arguments)


def _run_command(arguments: Sequence[str]) -> int:
    from motcua.cli.app import command

    code = command().main(globals_first(arguments), prog_name="motcua", standalone_mode=False)
    if code == _INTERRUPTED:
        raise KeyboardInterrupt
    return code if isinstance(code, int) else 0


def _explain(error: Exception, arguments: Sequence[str]) -> int:
    from motcua.failures import failure_of

    failure = failure_of(error)
    log.info("%s: %s", type(error).__name__, failure.detail or error)
    log.debug("where it happened", exc_info=error)
    hint = "" if failure.expected else " Chạy lại với --log-level debug để xem chi tiết."
    return _tell(failure.message + hint, failure.exit_code, arguments)


def _tell(sentence: str, code: int, arguments: Sequence[str]) -> int:
    """Scripts that read JSON get a document in any case; people read the sentence on standard error."""
    if wants_json(arguments):
        print_json({"error": sentence})
    say(sentence)
    return code
