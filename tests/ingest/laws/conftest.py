from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.laws.law_file import LawFile, parse_law, read_law_file
from ingest.laws.library import LawLibrary, build_library, read_metadata

_OLD = """---
title: "Nghị định số 1/2024/NĐ-CP"
so_ky_hieu: "1/2024/NĐ-CP"
loai_van_ban: "Nghị định"
ngay_ban_hanh: "2024-12-01"
ngay_co_hieu_luc: "2025-01-01"
pham_vi_dieu: "Điều 1 - Điều 3"
---
# NGHỊ ĐỊNH

## Chương I - QUY TẮC

### Điều 1. Xử phạt người điều khiển xe ô tô

1. Phạt tiền từ 400.000 đồng đến 600.000 đồng đối với hành vi sau đây:

a) Chở người trên nóc xe;

b) Dừng xe trên cầu;

c) Mở cửa xe.

2. Phạt tiền từ 800.000 đồng đến 1.000.000 đồng đối với hành vi lùi xe.

### Điều 2. Tổ chức thực hiện

Bộ Công an và Công an cấp huyện tổ chức thực hiện.

### Điều 3. Hiệu lực thi hành

1. Nghị định này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2025.

2. Quy định tại điểm c khoản 1 Điều 1 của Nghị định này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2026.
"""

_NEW_HEAD = """---
title: "Nghị định số 2/2026/NĐ-CP"
so_ky_hieu: "2/2026/NĐ-CP"
loai_van_ban: "Nghị định"
ngay_co_hieu_luc: "2026-08-15"
pham_vi_dieu: "Điều 1 - Điều 1"
van_ban_bi_sua_doi:
  - "Nghị định số 1/2024/NĐ-CP ngày 01-12-2024"
---
"""


@pytest.fixture(scope="session")
def laws_dir(shared_dir: Path) -> Path:
    return shared_dir / "data" / "laws"


@pytest.fixture(scope="session")
def law_files(laws_dir: Path) -> list[LawFile]:
    return [read_law_file(path) for path in sorted(laws_dir.glob("*.md"))]


@pytest.fixture(scope="session")
def library(laws_dir: Path, law_files: list[LawFile]) -> LawLibrary:
    return build_library(law_files, read_metadata(laws_dir / "markdown_metadata.json"), "markdown_metadata.json")


@pytest.fixture
def amended() -> Callable[..., LawLibrary]:
    """A small decree 1/2024/NĐ-CP, amended from 2026-08-15 by 2/2026/NĐ-CP with the given instructions."""

    def build(*instructions: str) -> LawLibrary:
        clauses = "\n\n".join(f"{n}. {text}" for n, text in enumerate(instructions, start=1))
        article = f"### Điều 1. Sửa đổi, bổ sung một số điểm, khoản\n\n{clauses}"
        return build_library([parse_law(_OLD, "old.md"), parse_law(f"{_NEW_HEAD}\n{article}\n", "new.md")])

    return build
