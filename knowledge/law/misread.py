"""What a scanner misread in the texts of laws: letters of another script that look alike, marks of units."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.provisions import Provision

_ALIKE = str.maketrans("аеорсухіАЕОРСУХІВМНТК", "aeopcyxiAEOPCYXIBMHTK")  # Cyrillic -> Latin
_UNITS = {"điềm": "điểm", "đổng": "đồng", "thang": "tháng"}
_MISREAD = re.compile(rf"(?<=\d )({'|'.join(_UNITS)})\b")  # "10 điềm", "60.000.000 đổng"


def reread(provision: Provision) -> Provision:
    """The provision with such letters put right; itself where there are none."""
    heading, text, lead = (_reread(words) for words in (provision.heading, provision.text, provision.lead))
    if (heading, text, lead) == (provision.heading, provision.text, provision.lead):
        return provision
    return replace(provision, heading=heading, text=text, lead=lead)


def _reread(text: str) -> str:
    return _MISREAD.sub(lambda found: _UNITS[found[1]], text.translate(_ALIKE))
