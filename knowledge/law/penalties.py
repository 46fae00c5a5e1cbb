"""What an act costs: fine, points, suspension, remedies, following the article's own references.

An article of NĐ 168/2024 states the acts under a fine ("Phạt tiền từ ... đến ..."), and its last clauses name those
acts again: "Thực hiện hành vi quy định tại điểm b, điểm c khoản 9 Điều này bị trừ điểm giấy phép lái xe 04 điểm".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from knowledge.law.targets import Target, parse_targets
from knowledge.provisions import Provision
from knowledge.text.fold import fold

_SUM = r"(\d{1,3}(?:\.\s?\d{3})+)"
_RANGE = re.compile(rf"tu {_SUM}\W*(?:dong)?\W*den {_SUM} ?dong")
_FIXED = re.compile(rf"phat tien {_SUM} ?dong")
_POINTS = re.compile(r"tru diem giay phep lai xe[^;.]*? (\d{1,2}) diem")
_MONTHS = re.compile(r"tuoc quyen su dung ([^;.]*?) tu (\d{1,2}) thang den (\d{1,2}) thang")
_NAMES = re.compile(r"thuc hien (?:mot trong cac )?(?:cac )?hanh vi(?: vi pham)? quy dinh tai ")
_CONSEQUENCE = re.compile(r"\b(con bi|bi|buoc|thi|con|phai)\b (?!phat tien)")
_CONDITION = re.compile(r"\b(trong truong hop|ma|khi dieu khien|neu)\b")
_FINE = ("phat tien", "phat canh cao", "tich thu phuong tien")


class SanctionKind(StrEnum):
    POINTS = "points"
    SUSPENSION = "suspension"
    CONFISCATION = "confiscation"
    REMEDY = "remedy"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Sanction:
    """What comes with the fine. `conditional`: the text adds a condition, so it must be quoted."""

    kind: SanctionKind
    provision: Provision  # the point or clause that says so
    points: int | None = None
    months: tuple[int, int] | None = None
    conditional: bool = False


@dataclass(frozen=True, slots=True)
class Penalty:
    """Sums in đồng, for one person; `organisation` where the text gives organisations their own range."""

    act: Provision
    minimum: int | None
    maximum: int | None
    organisation: tuple[int, int] | None
    caution: bool  # "Phạt cảnh cáo"
    confiscation: bool  # "Tịch thu phương tiện" as the main sanction
    points: int | None  # points off the licence; None where none are taken, or only under a condition
    licence_suspension: tuple[int, int] | None  # months
    additional: tuple[Sanction, ...]
    sources: tuple[Provision, ...]  # the act, its clause, each sanction
    doubtful: tuple[Provision, ...] = ()  # sanctions whose list of acts has an unreadable letter in this clause

    @property
    def fined(self) -> bool:
        return self.minimum is not None or self.caution or self.confiscation


def _dong(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def penalty_of(provision: Provision, provisions_of_article: Iterable[Provision]) -> Penalty:
    """The penalty of the act in `provision`; `provisions_of_article` are the versions that hold on the day."""
    members = [
        one for one in provisions_of_article if (one.document, one.article) == (provision.document, provision.article)
    ]
    clause = next((one for one in members if one.clause == provision.clause and one.point is None), provision)
    stated = fold(provision.lead if provision.point else provision.text).lower()
    ranges = [(_dong(low), _dong(high)) for low, high in _RANGE.findall(stated)]
    fixed = _FIXED.search(stated)
    if not ranges and fixed:
        ranges = [(_dong(fixed[1]), _dong(fixed[1]))]
    own = ranges[0] if ranges else None
    sanctions = tuple(_sanctions(provision, members, doubtful=False))
    sure = [sanction for sanction in sanctions if not sanction.conditional]
    return Penalty(
        act=provision,
        minimum=own[0] if own else None,
        maximum=own[1] if own else None,
        organisation=ranges[1] if len(ranges) > 1 and "to chuc" in stated else None,
        caution="phat canh cao" in stated,
        confiscation=stated.startswith("tich thu phuong tien"),
        points=next((sanction.points for sanction in sure if sanction.points is not None), None),
        licence_suspension=next((one.months for one in sure if one.kind is SanctionKind.SUSPENSION), None),
        additional=sanctions,
        sources=tuple(dict.fromkeys((provision, clause, *(sanction.provision for sanction in sanctions)))),
        doubtful=tuple(sanction.provision for sanction in _sanctions(provision, members, doubtful=True)),
    )


def _sanctions(act: Provision, members: Iterable[Provision], doubtful: bool) -> Iterator[Sanction]:
    for member in members:
        folded = fold(member.text).lower()
        named = _NAMES.search(folded)
        if named is None or folded.startswith(_FINE):
            continue
        rest = folded[named.end() :]
        end = _CONSEQUENCE.search(rest)
        listed = member.text[named.end() : named.end() + (end.start() if end else len(rest))]
        targets = parse_targets(listed, member.article, member.clause)
        if any(_hits(target, act, doubtful) for target in targets):
            yield _sanction(member, rest[end.start() if end else 0 :], bool(_CONDITION.search(rest)))


def _hits(target: Target, act: Provision, doubtful: bool) -> bool:
    if (target.article, target.clause) != (act.article, act.clause):
        return False
    return target.point == "?" if doubtful else target.point in (None, act.point)


def _sanction(member: Provision, consequence: str, conditional: bool) -> Sanction:
    points, months = _POINTS.search(consequence), _MONTHS.search(consequence)
    if points:
        return Sanction(SanctionKind.POINTS, member, points=int(points[1]), conditional=conditional)
    if months:
        span = (int(months[2]), int(months[3]))
        return Sanction(SanctionKind.SUSPENSION, member, months=span, conditional=conditional)
    if "tich thu" in consequence:
        kind = SanctionKind.CONFISCATION
    else:
        kind = SanctionKind.REMEDY if "buoc" in consequence else SanctionKind.OTHER
    return Sanction(kind, member, conditional=conditional)
