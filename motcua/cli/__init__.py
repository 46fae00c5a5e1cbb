"""The command line: `main` is the entry point of the command `motcua`."""

from motcua.cli.boundary import main

__all__ = ["main"]
