"""A record and a law whose texts try to be markup."""

from __future__ import annotations

from dataclasses import replace

from knowledge.procedures import Agency, AgencyRole, DocumentRequirement, LegalBasis, Procedure, Result, Source, Step

SCRIPT = "<script>alert('x')</script>"
IMAGE = '"><img src=x onerror=alert(1)>'
EVIL_CODE = "9.666666"
EVIL_NUMBER = "66/2025/NĐ-CP"

EVIL_LAW = f"""---
title: "Nghị định số {EVIL_NUMBER}"
so_ky_hieu: "{EVIL_NUMBER}"
loai_van_ban: "Nghị định"
ngay_ban_hanh: "2024-12-01"
ngay_co_hieu_luc: "2025-01-01"
pham_vi_dieu: "Điều 1 - Điều 2"
---
# NGHỊ ĐỊNH

### Điều 1. Giữ nguyên chữ {SCRIPT}

1. Khoản thứ nhất có chữ {SCRIPT} và các điểm sau:

a) Điểm thứ nhất {IMAGE} phải giữ nguyên;

b) Điểm thứ hai.

2. Khoản thứ hai.

### Điều 2. Hiệu lực thi hành

Nghị định này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2025.
"""


def evil_record(empty: Procedure) -> Procedure:
    return replace(
        empty,
        name=f"Thủ tục khắc dấu {SCRIPT}",
        sector=IMAGE,
        agencies=(Agency(AgencyRole.RECEIVING, IMAGE),),
        steps=(Step(1, f"Bước một {SCRIPT}"),),
        documents=(DocumentRequirement(f"Đơn khắc dấu {IMAGE}", SCRIPT, 1, 1, IMAGE),),
        legal_basis=(LegalBasis(SCRIPT, IMAGE),),
        conditions=f"Điều kiện {SCRIPT}",
        results=(Result(SCRIPT, IMAGE),),
        source=Source("javascript:alert(1)", "evil.yaml", "0" * 64, None),
    )
