"""Lines of a legal text -> its outline: articles, clauses, points, annexes. One pass, one line at a time.

In an amending article the new wording is quoted; its numbers belong to another document, so a quoted line stays text
of the clause that quotes it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.laws import labels, quotes
from ingest.laws.warnings import LawIssue, LawWarning

_HEADING = re.compile(r"^#{1,6}\s+(.*)$")
_ARTICLE = re.compile(r"^Điều (\d+[a-zđ]?)\.?\s*(.*)$")
_CHAPTER = re.compile(r"^Chương\b")
_SECTION = re.compile(r"^Mục \d")
_ANNEX = re.compile(r"^(Phụ lục\s+[\dIVXL]+|PHỤ LỤC\s+[\dIVXL]+|Mẫu\s+\S+)\s*[-–.:]?\s*(.*)$")
_SIGNATURE = re.compile(r"^\*\*[A-ZĐÀ-Ỹ. ]{6,}\*\*|^Luật này được Quốc hội")
_READABLE = re.compile(r"[^\W\d_]{3}|\d{3}|[“”|<]")
_HANGING = re.compile(r"\b(trong|tháng|của|và|hoặc|đối với|với|theo|ngày|năm)$")
_BROKEN_SUM = re.compile(r"\b(\d{1,3})\. (\d{3}\.\d{3})\b")
_CAPITAL_L = re.compile(r"(?<=điểm )I\b")  # letters of points are never capital: a misread l
_SENTENCE_END = re.compile(r"[.;:!?”\"]$")


@dataclass(slots=True)
class Node:
    """An article, a clause or a point while it is being read."""

    article: str
    clause: str | None = None
    point: str | None = None
    heading: str = ""
    chapter: str | None = None
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        joined = ""
        for line in self.lines:
            labelled = labels.CLAUSE.match(line) or labels.POINT.match(line)
            broken = (
                joined
                and not labelled
                and not _SENTENCE_END.search(joined)
                and (line[0].islower() or line[0].isdigit())
            )
            joined = f"{joined}{' ' if broken else chr(10)}{line}" if joined else line
        return _CAPITAL_L.sub("l", _BROKEN_SUM.sub(r"\1.\2", joined))


@dataclass(slots=True)
class Outline:
    number: str
    nodes: list[Node] = field(default_factory=list)
    preamble: list[str] = field(default_factory=list)
    closing: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    warnings: list[LawWarning] = field(default_factory=list)

    def warn(self, issue: LawIssue, message: str) -> None:
        node = self.nodes[-1] if self.nodes else None
        where = f"{self.number}|{node.article}|{node.clause or ''}|{node.point or ''}" if node else self.number
        self.warnings.append(LawWarning(issue, where, message))


class OutlineReader:
    """Reads the body of one file; `read` may be called once."""

    def __init__(self, number: str) -> None:
        self.outline = Outline(number)
        self._chapter = self._section = ""
        self._quoting = self._expecting = self._closing = self._annex = False
        self._lines: Sequence[str] = ()
        self._at = 0

    def read(self, body: str) -> Outline:
        self._lines = [line.strip() for line in body.splitlines() if line.strip() and line.strip() != "---"]
        for at, line in enumerate(self._lines):
            self._at = at
            heading = _HEADING.match(line)
            if heading:
                self._read_heading(heading[1].strip())
            else:
                self._read_line(line if _SIGNATURE.match(line) else line.replace("**", "").strip())
        return self.outline

    # headings

    def _read_heading(self, title: str) -> None:
        if self._quoting:
            self.outline.warn(LawIssue.QUOTE_UNCLOSED, f"wording ends at the heading {title[:60]!r}")
        self._quoting = self._expecting = False
        article, annex = _ARTICLE.match(title), _ANNEX.match(title)
        if _CHAPTER.match(title):
            self._chapter, self._section = title, ""
        elif _SECTION.match(title):
            self._section = title
        elif article:
            self._open(Node(article[1], heading=article[2], chapter=self._where()))
            self._expecting = quotes.heading_announces_quote(article[2])
            self._closing = self._annex = False
        elif annex and self.outline.nodes:
            name = annex[1].replace("PHỤ LỤC", "Phụ lục")
            self._open(Node(name, heading=annex[2]))
            self._closing, self._annex = False, True
        else:
            self._append(title)

    def _where(self) -> str | None:
        return ", ".join(part for part in (self._chapter, self._section) if part) or None

    def _open(self, node: Node) -> None:
        self.outline.nodes.append(node)

    # lines

    def _read_line(self, line: str) -> None:
        nodes = self.outline.nodes
        if not _READABLE.search(line) and not labels.CLAUSE.match(line) and not labels.POINT.match(line):
            self.outline.dropped.append(line)
            self.outline.warn(LawIssue.NOISE_DROPPED, f"no readable word: {line!r}")
        elif nodes and not self._annex and _SIGNATURE.match(line):
            self._closing = True
            self._append(line)
        elif not nodes or self._annex or self._closing or self._in_quote(line):
            self._append(line)
        elif not self._open_clause(line) and not self._open_point(line):
            self._append_or_extend_heading(line)

    def _in_quote(self, line: str) -> bool:
        """Whether the line is quoted wording; keeps the state for the next one."""
        if self._quoting and quotes.is_instruction(line) and quotes.without_label(line) != line:
            self.outline.warn(LawIssue.QUOTE_UNCLOSED, f"wording ends at the instruction {line[:60]!r}")
            self._quoting = False
        starts = self._expecting and not quotes.is_instruction(line)
        quoted = self._quoting or starts or quotes.opens(line)
        if quoted or quotes.opens_inline(line):
            self._quoting = not quotes.closes(line)
        self._expecting = not quoted and quotes.announces_quote(line)
        return quoted

    def _append(self, line: str) -> None:
        nodes = self.outline.nodes
        if self._closing:
            self.outline.closing.append(line)
        elif nodes:
            nodes[-1].lines.append(line)
        else:
            self.outline.preamble.append(line)

    def _append_or_extend_heading(self, line: str) -> None:
        node = self.outline.nodes[-1]
        if node.clause is None and not node.lines and _HANGING.search(node.heading):
            node.heading = f"{node.heading} {line}"
        else:
            self._append(line)

    # clauses and points

    def _open_clause(self, line: str) -> bool:
        last = self.outline.nodes[-1]
        expected = labels.next_clause(last.clause)
        exact = labels.CLAUSE.match(line)
        label = exact[1] if exact else self._loose_clause(line, expected)
        if label is None:
            return False
        if last.clause is not None and labels.order_key(label) <= labels.order_key(last.clause):
            self.outline.warn(LawIssue.LABEL_OUT_OF_ORDER, f"khoản {label} after khoản {last.clause}: kept as text")
            return False
        if labels.clause_number(label) > labels.clause_number(expected):
            if expected in self._clauses_ahead():
                self.outline.warn(LawIssue.LABEL_OUT_OF_ORDER, f"{label}. before khoản {expected}: kept as text")
                return False
            self.outline.warn(LawIssue.CLAUSE_GAP, f"khoản {label} follows khoản {last.clause or '-'}")
        match = exact or labels.LOOSE_CLAUSE.match(line)
        self._open(Node(last.article, label, None, last.heading, last.chapter, [line[match.end() :].strip()]))  # type: ignore[union-attr]
        return True

    def _loose_clause(self, line: str, expected: str) -> str | None:
        """A misprinted number ("9, Xe", "2 . Phương", ">. Đối") counts only where exactly that clause is missing."""
        loose = labels.LOOSE_CLAUSE.match(line)
        if loose is None or (loose[1] or expected) != expected or expected in self._clauses_ahead():
            return None
        self.outline.warn(LawIssue.LABEL_REPAIRED, f"{line[:12]!r} read as khoản {expected}")
        return expected

    def _clauses_ahead(self) -> set[str]:
        found: set[str] = set()
        for line in self._lines[self._at + 1 :]:
            if _HEADING.match(line):
                break
            match = labels.CLAUSE.match(line)
            if match:
                found.add(match[1])
        return found

    def _open_point(self, line: str) -> bool:
        last = self.outline.nodes[-1]
        exact = labels.POINT.match(line)
        match = exact or labels.LOOSE_POINT.match(line)
        if match is None:
            return False
        label = self._settle_point(match[1], last.point, exact is not None)
        if label is None:
            return False
        self._open(Node(last.article, last.clause, label, last.heading, last.chapter, [line[match.end() :].strip()]))
        return True

    def _settle_point(self, read: str, last: str | None, exact: bool) -> str | None:
        """The letter that the label stands for; None where it cannot be a point."""
        expected = labels.next_point(last)
        if read == expected:
            return read
        if expected is not None and self._stands_for(read, expected):
            self.outline.warn(LawIssue.LABEL_REPAIRED, f"{read!r} read as điểm {expected}")
            return expected
        if not exact or read[0] not in labels.POINTS:
            return None
        if last is not None and labels.point_rank(read) <= labels.point_rank(last):
            self.outline.warn(LawIssue.LABEL_OUT_OF_ORDER, f"điểm {read} after điểm {last}: kept as text")
            return None
        if expected is None or not self._split_inline_point(expected):
            self.outline.warn(LawIssue.POINT_GAP, f"điểm {read} follows điểm {last or '-'}")
        return read

    def _stands_for(self, read: str, expected: str) -> bool:
        """Whether `read` is a misprint of the one letter that is missing here."""
        ahead = self._points_ahead()
        lost_d = read == "đ" and expected == "d" and "e" in ahead  # c, đ, e: điểm d itself is missing
        return labels.misread(read, expected) and expected not in ahead and not lost_d

    def _split_inline_point(self, label: str) -> bool:
        """A point printed on its predecessor's line ("... như sau: a) Thực hiện ...") gets its own node."""
        last = self.outline.nodes[-1]
        line = last.lines[-1] if last.lines else ""
        match = re.search(rf"(?<=[:;])\s+\W?(?:{label} )?{label}\) ", line)
        if match is None:
            return False
        last.lines[-1] = line[: match.start()]
        self._open(Node(last.article, last.clause, label, last.heading, last.chapter, [line[match.end() :]]))
        self.outline.warn(LawIssue.LABEL_REPAIRED, f"điểm {label} stood on the line before it")
        return True

    def _points_ahead(self) -> set[str]:
        found: set[str] = set()
        for line in self._lines[self._at + 1 :]:
            if _HEADING.match(line) or labels.CLAUSE.match(line):
                break
            match = labels.POINT.match(line)
            if match:
                found.add(match[1])
        return found
