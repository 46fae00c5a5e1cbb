"""The one way in: a document -> its content."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ingest.prose.content import Content, ContentWarning
from ingest.readers.document import Document


def content_of(document: Document, path: Path, as_of: date | None) -> Content:
    """Procedures and passages of the document, and what staff should know of its reading. Raises nothing."""
    warnings = tuple(ContentWarning(loss.code, loss.message, loss.page) for loss in document.losses)
    return Content((), (), warnings)
