"""Documents of blocks -> procedures where their headings show them, guidance passages everywhere else."""

from ingest.prose.contents import content_of

__all__ = ["content_of"]
