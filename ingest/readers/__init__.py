"""Files of every kind a department has -> documents of blocks, with a report of what was lost.

Each library is imported in one module, behind `protocol.Reader`; `reading.read_document` picks the reader.
"""

from ingest.readers.reading import read_document

__all__ = ["read_document"]
