"""From when a document holds, and what it says of acts done before: its own clauses on it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from knowledge.provisions import Provision
from knowledge.text.fold import fold


@dataclass(frozen=True, slots=True)
class Commencement:
    """`start`: the clause with the document's own day; `special`: clauses with other days; `transition`: the rest."""

    start: Provision | None
    special: tuple[Provision, ...]
    transition: tuple[Provision, ...]


@cache
def _own_day() -> re.Pattern[str]:
    return re.compile(r"^(luat|nghi dinh|thong tu|bo luat|nghi quyet) nay co hieu luc (thi hanh )?(ke )?tu ngay \d")


def commencement_of(document: str, provisions: Iterable[Provision]) -> Commencement:
    """The clauses of `document` on its commencement and transition; `provisions` may hold several versions."""
    own = [one for one in provisions if one.document == document]
    folded = {id(one): fold(one.text).lower() for one in own}
    starts = [one for one in own if _own_day().search(folded[id(one)])]
    special = [
        one
        for one in own
        if one not in starts and "hieu luc" in fold(one.heading).lower() and re.search(r"tu ngay \d", folded[id(one)])
    ]
    transition = [one for one in own if "chuyen tiep" in fold(one.heading).lower() and one.text]
    return Commencement(starts[-1] if starts else None, tuple(special), tuple(transition))
