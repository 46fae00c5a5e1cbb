"""How one legal document changes another: typed amendments and repeals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from knowledge.law.targets import Target


class Action(StrEnum):
    REPLACE = "replace"  # "Sửa đổi, bổ sung điểm b khoản 3 Điều 6 như sau: ..."
    ADD = "add"  # "Bổ sung khoản 8a vào sau khoản 8 Điều 20 như sau: ..."
    REPEAL = "repeal"  # "Bãi bỏ điểm d khoản 17 Điều 32"
    ADD_WORDS = "add_words"  # "Bổ sung cụm từ ... vào sau cụm từ ... tại ..."
    REPLACE_WORDS = "replace_words"  # "Thay thế cụm từ ... bằng cụm từ ... tại ..."
    DROP_WORDS = "drop_words"  # "Bỏ cụm từ ... tại ..."
    OTHER = "other"  # an instruction that is not mechanical: headings, paragraphs, forms, tables


@dataclass(frozen=True, slots=True)
class Amendment:
    """One change of one provision (or of one phrase in one provision)."""

    action: Action
    document: str  # number of the document that is changed
    target: Target
    by: str  # address of the amending provision: "238/2026/NĐ-CP|7|1|c"
    effective_on: date | None
    text: str = ""  # new wording without its label; for OTHER the instruction itself
    quoted_label: str | None = None  # the label printed before the new wording
    old_words: str = ""  # words to find
    new_words: str = ""  # words to put in their place, or beside them
    after: bool = True  # ADD_WORDS: after (or before) `old_words`


@dataclass(frozen=True, slots=True)
class Repeal:
    """One document, or parts of one, ceasing to hold."""

    document: str
    title: str  # as the repealing text names it: "Thông tư số 35/2024/TT-BGTVT"
    by: str  # address of the repealing provision; "108/2026/TT-BCA|||" where only its metadata are known
    on_date: date | None  # first day on which it no longer holds
    parts: tuple[Target, ...] = ()  # empty: the whole document
    exception: str = ""  # "trừ trường hợp quy định tại Điều 86 của Luật này"
    issued_on: date | None = None  # of the repealed document, where stated
