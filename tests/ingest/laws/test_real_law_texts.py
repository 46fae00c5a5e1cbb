"""Nothing of the real texts is lost: articles, clause numbers, words."""

from __future__ import annotations

import re
from pathlib import Path

from ingest.laws.labels import clause_number
from ingest.laws.law_file import LawFile, merge_parts
from ingest.laws.library import LawLibrary
from ingest.laws.misread import reread
from ingest.laws.warnings import LawIssue
from knowledge.text.clean import nfc

_WORD = re.compile(r"\w+")


def _letters(text: str) -> str:
    """The letters and digits of a text; a capital l of a point's letter counts as its l."""
    return "".join(_WORD.findall(nfc(text))).replace("điểmI", "điểml").lower()


def test_every_article_in_the_stated_range_is_there(law_files: list[LawFile]) -> None:
    for law in merge_parts(law_files):
        assert law.stated is not None
        present = {provision.article for provision in law.provisions}
        missing = [n for n in range(law.stated[0], law.stated[1] + 1) if str(n) not in present]
        assert not missing, f"{law.document.number}: {missing}"


def test_the_two_halves_of_law_36_are_one_document(law_files: list[LawFile]) -> None:
    halves = [law for law in law_files if law.document.number == "36/2024/QH15"]
    merged = [law for law in merge_parts(law_files) if law.document.number == "36/2024/QH15"]
    assert len(halves) == 2
    assert len(merged) == 1
    assert merged[0].stated == (1, 89)
    assert len(merged[0].provisions) == sum(len(half.provisions) for half in halves)


def test_clauses_are_consecutive_or_the_gap_is_a_warning(law_files: list[LawFile]) -> None:
    for law in law_files:
        flagged = {w.where.split("|")[1] for w in law.warnings if w.issue is LawIssue.CLAUSE_GAP}
        articles: dict[str, list[int]] = {}
        for provision in law.provisions:
            if provision.clause and not provision.point:
                articles.setdefault(provision.article, []).append(clause_number(provision.clause))
        for article, numbers in articles.items():
            assert numbers == list(range(1, len(numbers) + 1)) or article in flagged, f"{law.document.number} {article}"


def test_every_address_is_unique(law_files: list[LawFile]) -> None:
    for law in merge_parts(law_files):
        addresses = [provision.address for provision in law.provisions]
        assert len(addresses) == len(set(addresses))


def test_the_provisions_cover_every_line_of_the_files(laws_dir: Path, law_files: list[LawFile]) -> None:
    for law in law_files:
        body, _ = reread((laws_dir / law.document.source_path).read_text(encoding="utf-8").split("\n---\n", 1)[1])
        parts = [law.preamble, law.closing, *law.dropped]
        parts += [f"{p.chapter} Điều{p.article} {p.article}{p.heading} {p.text}" for p in law.provisions]
        held = _letters("\n".join(parts))
        lost = []
        for line in body.splitlines():
            bare = re.sub(r"^(#+ |\W{0,2}\S{1,3} ?[.):,]+\s*)", "", line.strip())
            pieces = re.split(r"(?<=[:;])\s+\W?(?:a )?a\) |^Điều \S+ ", bare)
            lost += [piece for piece in pieces if _letters(piece) not in held]
        assert not lost, f"{law.document.source_path}: {lost[:3]}"


def test_known_defects_are_repaired_and_said(library: LawLibrary) -> None:
    said = {(warning.issue, warning.where) for warning in library.warnings}
    assert (LawIssue.LABEL_REPAIRED, "79/2024/TT-BCA|33|8|b") in said  # "9, Xe đã đăng ký"
    assert (LawIssue.LABEL_REPAIRED, "79/2024/TT-BCA|28|1|b") in said  # ">. Đối với xe"
    assert (LawIssue.POINT_GAP, "79/2024/TT-BCA|34|2|n") in said
    texts = {provision.address: provision.text for provision in library.provisions}
    assert "từ 60.000.000 đồng đến 64.000.000 đồng" in texts["168/2024/NĐ-CP|12|13|"]  # printed "60. 000.000"
    assert texts["168/2024/NĐ-CP|21|13|a"].startswith("Thực hiện hành vi")  # printed on the line of its clause


def test_annexes_are_addressable(library: LawLibrary) -> None:
    plates = [p for p in library.provisions if p.address == "79/2024/TT-BCA|Phụ lục 02||"]
    assert len(plates) == 1
    assert "KÝ HIỆU BIỂN SỐ XE" in plates[0].heading
