"""A process to be killed: `ingest_worker.py HOME ingest FOLDER`, or `HOME correct CODE`."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from builders import HashEmbeddings

from knowledge.indexes.index_set import no_progress
from motcua.ingesting import Order, ingest_all
from motcua.reviewing import Signature, correct
from motcua.settings import Settings
from motcua.wiring import Parts

CORRECTED = "Có đủ giấy tờ theo Công văn 5"


def main(home: Path, act: str, target: str) -> None:
    parts = Parts(Settings(home=home), shared_embedder=HashEmbeddings())
    print("ready", flush=True)
    if act == "ingest":
        ingest_all(parts, Order([Path(target)], prune=True), no_progress)
    elif not any(one.holds for one in parts.reviews.overlays(target)):
        signature = Signature("Nguyễn Văn A", "Công văn 5", date.today())
        correct(parts, target, "conditions", CORRECTED, signature, no_progress)
    parts.bring_up_to_date()
    parts.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
