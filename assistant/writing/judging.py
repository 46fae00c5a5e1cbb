"""Judges each sentence of a model against the sources that it names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.checking import FigureKind, check_answer, figures_in
from assistant.screening.documents import commands
from assistant.writing.reply import Sentence
from assistant.writing.sources import Source
from knowledge.text.syllables import syllables

_OVERLAP = 0.6  # of a sentence's syllables must stand in the sources, the draft or the courtesies
_FREE = re.compile(
    r"miễn (?:toàn bộ |hoàn toàn )?(?:các |mọi )?(?:phí|lệ phí|tiền|học phí)"
    r"|(?:không|chẳng) (?:thu|mất|tốn|phải (?:nộp|đóng|trả)|cần (?:nộp|đóng|trả))[^.,;]{0,25}?(?:phí|tiền|đồng)"
)
_NOT = re.compile(r"(?<!\w)(?:không|chưa|chẳng|khỏi|miễn|trừ|cấm|đừng)(?!\w)")
_COURTESY = frozenset(
    syllables(
        "dạ thưa anh chị vui lòng xin cần có thể được là thì và của cho với để theo như sau này khi nếu tại ạ nhé"
    )
)
_KEPT = {FigureKind.MONEY, FigureKind.DURATION, FigureKind.PERCENT}


def fault_of(sentence: Sentence, sources: Sequence[Source], draft: str) -> str | None:
    """Why the sentence may not be sent: citation, link, figure, language, command, claim or overlap; None = it may."""
    if not sentence.sources or not all(1 <= number <= len(sources) for number in sentence.sources):
        return "citation"
    cited = [sources[number - 1] for number in sentence.sources]
    texts = [text for source in cited for text in (source.title, source.harmless)]
    if any(figure.kind is FigureKind.LINK for figure in figures_in(sentence.text)):
        return "link"
    verdict = check_answer(sentence.text, texts)
    if not verdict.passed:
        return verdict.faults[0].value
    if commands(sentence.text):
        return "command"
    if not _same_claims(sentence.text, texts):
        return "claim"
    known = {word for text in (*texts, draft) for word in syllables(text)} | _COURTESY
    words = syllables(sentence.text)
    return None if sum(word in known for word in words) >= _OVERLAP * len(words) else "overlap"


def lost_figures(text: str, draft: str) -> bool:
    """Whether sums, durations or rates of the record answer are missing from the text."""
    return bool({f for f in figures_in(draft) if f.kind in _KEPT} - set(figures_in(text)))


def _same_claims(text: str, sources: Sequence[str]) -> bool:
    """A text may call something free, or deny something, only where its sources do so too."""
    lower, stated = text.lower(), " ".join(sources).lower()
    if _FREE.search(lower) and not (_FREE.search(stated) or re.search(r"(?<![\d.,])0 ?(?:đồng|đ|vnđ|%)", stated)):
        return False
    return not _NOT.search(lower) or _NOT.search(stated) is not None
