"""`python stopwatch.py COMMAND...` runs a command and prints {"code", "seconds", "peak_kib"} as JSON.

A program of its own, and a small one: Linux counts the memory of whoever starts a process towards its peak.
"""

import json
import os
import subprocess
import sys
import time


def main() -> None:
    started = time.perf_counter()
    process = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)  # noqa: S603
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - started
    print(json.dumps({"code": process.returncode, "seconds": seconds, "peak_kib": usage.ru_maxrss}))


if __name__ == "__main__":
    main()
