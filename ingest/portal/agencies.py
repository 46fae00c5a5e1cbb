"""Lists that the page writes with commas: agencies, levels, kinds of applicants."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ingest.portal.furniture import stated
from ingest.portal.letters import UPPER
from knowledge.procedures import Agency, AgencyRole

_ROLES = {
    "co_quan_co_tham_quyen": AgencyRole.AUTHORITY,
    "co_quan_thuc_hien": AgencyRole.IMPLEMENTING,
    "dia_chi_tiep_nhan": AgencyRole.RECEIVING,
    "co_quan_duoc_uy_quyen": AgencyRole.DELEGATED,
    "co_quan_phoi_hop": AgencyRole.COORDINATING,
}
# Names hold commas of their own ("Cán bộ, công chức, viên chức", "Thuế tỉnh, thành phố"): a capital begins a new one.
_NEXT = re.compile(rf", (?=[{UPPER}])(?![^()]*\))")


def read_list(text: str) -> tuple[str, ...]:
    known = stated(text)
    return tuple(part.strip() for part in _NEXT.split(known) if part.strip()) if known else ()


def read_agencies(fields: Mapping[str, str]) -> tuple[Agency, ...]:
    """Agencies by role; an address for receiving stays whole."""
    found = []
    for field, role in _ROLES.items():
        text = fields.get(field, "")
        address = stated(text)
        names = ((address,) if address else ()) if role is AgencyRole.RECEIVING else read_list(text)
        found += [Agency(role, name) for name in names]
    return tuple(found)
