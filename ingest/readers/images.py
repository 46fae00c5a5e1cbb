"""Pictures of pages (photographs, scans), through Pillow and the recogniser of letters; a TIFF's pages one by one.

Lost: everything that isn't letters; what the recogniser gets wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from ingest.errors import UnreadableFile
from ingest.readers.document import Block, Document, Loss
from ingest.readers.errors import FileDamaged, FileRefused
from ingest.readers.limits import limits
from ingest.readers.lines import blocks_of
from ingest.readers.losses import loss
from ingest.readers.printed_lines import lines_of
from ingest.readers.pulse import beat
from ingest.readers.recogniser import recognise, require_tesseract

_DPI = 300
_SHEET = 8.27  # inches, the width of A4
_BROKEN = (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, TypeError, KeyError, IndexError)


def read_image(path: Path) -> Document:
    require_tesseract()
    blocks: list[Block] = []
    losses: list[Loss] = []
    count = 0
    for count, frame in enumerate(_frames(path), start=1):
        beat()
        page = recognise(frame)
        losses.append(loss(page.code, page=count))
        blocks += blocks_of(lines_of(page.lines, count, page.margin))
    if not blocks:
        raise UnreadableFile("Ảnh không có chữ nào nhận dạng được.")
    numbered = tuple(replace(block, position=place) for place, block in enumerate(blocks))
    return Document(path.stem, numbered, tuple(losses), pages=count)


def _frames(path: Path) -> Iterator[Image.Image]:
    try:
        with Image.open(path) as picture:
            frames = int(getattr(picture, "n_frames", 1))
            if picture.width * picture.height > limits().most_pixels or frames > limits().most_scanned_pages:
                raise FileRefused("Ảnh quá lớn.", detail=f"{picture.width}x{picture.height}, {frames} frames")
            for number in range(frames):
                picture.seek(number)
                yield _at_reading_size(ImageOps.exif_transpose(picture).convert("L"))
    except Image.DecompressionBombError as error:
        raise FileRefused("Ảnh quá lớn.", detail=str(error)) from error
    except _BROKEN as error:
        raise FileDamaged("Tệp ảnh bị hỏng, không mở được.", detail=str(error)) from error


def _at_reading_size(picture: Image.Image) -> Image.Image:
    """Scaled up to 300 dots an inch, which the recogniser wants, as if the picture were as wide as a sheet of A4."""
    wanted = _SHEET * _DPI
    scale = min(wanted / min(picture.size), 3.0)
    if scale <= 1.1:
        return picture
    size = (round(picture.width * scale), round(picture.height * scale))
    return picture.resize(size, Image.Resampling.BICUBIC)
