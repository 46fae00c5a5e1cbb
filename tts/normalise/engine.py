"""Walks over the tokens, asks the rules in order, and puts the readings together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from tts.normalise import (
    dates,
    documents,
    list_marks,
    periods,
    phones,
    plain_numbers,
    quantities,
    roads,
    roman,
    symbols,
    times,
    web,
    words,
)  # fmt: skip
from tts.normalise.lexicon import Lexicon, standard_lexicon
from tts.normalise.repeats import folded, inner_text, learned_abbreviations
from tts.normalise.scan import Reading, Scan
from tts.normalise.spoken import Guess, Span, Spoken
from tts.normalise.syllables import is_plain_syllable, is_syllable
from tts.normalise.tokens import Kind, Token, tokenise

Rule = Callable[[Scan, Token], Reading | None]

NUMBER_RULES: tuple[Rule, ...] = (
    words.read_office,
    list_marks.read_heading_number,
    plain_numbers.read_coded,
    phones.read_phone,
    roads.read_plate,
    periods.read_months,
    dates.read_date_range,
    dates.read_full_date,
    dates.read_year_first,
    dates.read_year_part,
    documents.read_document,
    dates.read_short_date,
    dates.read_dashed_date,
    dates.read_years,
    times.read_time,
    quantities.read_spaced_number,
    quantities.read_million_and,
    quantities.read_ratio,
    quantities.read_height,
    quantities.read_size,
    quantities.read_quantity,
    words.read_entry,
    dates.read_named_day,
    plain_numbers.read_glued,
    plain_numbers.read_number,
)
WORD_RULES: tuple[Rule, ...] = (
    words.read_office,
    list_marks.read_heading_word,
    documents.read_standard,
    periods.read_period,
    symbols.read_money_first,
    roads.read_road,
    roads.read_post,
    roman.read_roman,
    words.read_unit_word,
    words.read_entry,
    words.read_compound,
    words.read_highland_name,
    words.read_letters_with_number,
    words.read_word,
)
SYMBOL_RULES: tuple[Rule, ...] = (
    words.read_office,
    phones.read_phone_from_symbol,
    list_marks.read_bullet,
    list_marks.read_inner_mark,
    documents.read_blank_number,
    symbols.read_pause,
    symbols.read_slash,
    symbols.read_dash,
    symbols.read_sign,
    symbols.read_bracket,
    symbols.read_other,
)
_RULES = {Kind.NUMBER: NUMBER_RULES, Kind.WORD: WORD_RULES, Kind.SYMBOL: SYMBOL_RULES, Kind.WEB: (web.read_address,)}
_STRENGTH = {",": 0, ";": 1, ":": 1, ".": 2, "!": 2, "?": 2}
_FEWEST_WORDS, _UNACCENTED_SHARE = 4, 0.7
_ANY_MARK = re.compile("[À-ỹ]")
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))


class _Utterance:
    """Spoken text as it grows, with the span map."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.spans: list[Span] = []

    def say(self, spoken: str, start: int, end: int) -> None:
        if spoken in _STRENGTH:
            self._pause(spoken)
            return
        gap = 1 if self.parts else 0
        if gap:
            self.parts.append(" ")
        self.parts.append(spoken)
        self.spans.append(Span((start, end), (self.length + gap, self.length + gap + len(spoken))))
        self.length += gap + len(spoken)

    def _pause(self, sign: str) -> None:
        if not self.parts:
            return
        last = self.parts[-1]
        if last[-1] not in _STRENGTH:
            self.parts.append(sign)
            self.length += 1
        elif len(last) == 1 and _STRENGTH[sign] > _STRENGTH[last]:
            self.parts[-1] = sign

    def text(self) -> str:
        return "".join(self.parts).rstrip(",;: ")


def _line_break(scan: Scan, token: Token) -> Reading:
    """A line that starts with a mark is a new item, a blank line a new paragraph; else the line just wraps."""
    following = scan.text[token.end : token.end + 3]
    marked = following[:1] in tuple("-–+*•") or (following[:1].isalnum() and any(c in ".)" for c in following[1:3]))
    if "\n\n" in token.text.replace(" ", "").replace("\r", ""):
        return Reading(token.end, ".")
    return Reading(token.end, ";" if marked else "")


def _read(scan: Scan, token: Token) -> Reading:
    if token.kind is Kind.NEWLINE:
        return _line_break(scan, token)
    if token.text == "(" and (reading := _repeat(scan, token)):
        return reading
    for rule in _RULES[token.kind]:
        reading = rule(scan, token)
        if reading is not None:
            return reading
    raise AssertionError(token)  # every family ends in a rule that always answers


def _repeat(scan: Scan, token: Token) -> Reading | None:
    """Leave out a bracket whose words are the ones just said."""
    found = inner_text(scan.text, token.start)
    if found is None or not scan.said or not found[0].strip():
        return None
    inner = folded(normalise_with(found[0], scan.lexicon).text)
    before = folded(" ".join(scan.said[-40:]))
    if inner and (before == inner or before.endswith(f" {inner}")):
        return Reading(found[1], "", "", scan.last_tag)
    return None


def normalise_with(text: str, lexicon: Lexicon) -> Spoken:
    """``normalise`` without learning abbreviations from the text."""
    written = unicodedata.normalize("NFC", text)
    if not written.isascii():
        written = written.translate(_INVISIBLE)
    written = _OTHER_DIGIT.sub(lambda match: str(unicodedata.decimal(match.group())), written)
    scan, out, guesses = Scan(written, lexicon), _Utterance(), []
    known = lexicon.by_first
    while scan.index < len(scan.tokens):
        token = scan.tokens[scan.index]
        if (
            token.kind is Kind.WORD
            and token.text not in known
            and not token.text.isupper()
            and is_syllable(token.small)
        ):
            reading = _plain(scan, token)
        else:
            reading = _read(scan, token)
        _advance(scan, reading)
        if reading.spoken:
            out.say(reading.spoken, token.start, reading.end)
            scan.said.append(reading.spoken)
            if reading.why:
                guesses.append(Guess(written[token.start : reading.end].strip(), reading.spoken, reading.why))
        if reading.spoken not in _STRENGTH:
            scan.last_tag = reading.tag or ("" if token.small not in ("và", "đến") else scan.last_tag)
    return Spoken(written, out.text(), tuple(out.spans), tuple(guesses))


def _plain(scan: Scan, token: Token) -> Reading:
    """The common case, an ordinary word: only a list mark, a unit or "Km 5" could make it something else."""
    if len(token.text) == 1 or token.text in scan.lexicon.units:
        return _read(scan, token)
    return Reading(token.end, token.text)


def _advance(scan: Scan, reading: Reading) -> None:
    """Move to the first token that begins at or after the reading's end; cut one that it ends inside of."""
    tokens, index = scan.tokens, scan.index + 1
    while index < len(tokens) and tokens[index].start < reading.end:
        index += 1
    last = tokens[index - 1]
    if last.end > reading.end and last.kind is not Kind.NEWLINE:
        rest = [
            piece._replace(start=piece.start + reading.end, end=piece.end + reading.end)
            for piece in tokenise(scan.text[reading.end : last.end])
        ]
        tokens[index - 1 : index] = [last._replace(end=reading.end), *rest]
    scan.index = index


def is_unaccented(text: str) -> bool:
    """Vietnamese typed without any diacritics: several words, no mark anywhere, nearly all look like syllables."""
    if _ANY_MARK.search(text):
        return False
    found = [token.small for token in tokenise(text) if token.kind is Kind.WORD and not token.text.isupper()]
    return len(found) >= _FEWEST_WORDS and sum(map(is_plain_syllable, found)) >= _UNACCENTED_SHARE * len(found)


def fitted(lexicon: Lexicon, text: str) -> Lexicon:
    """``lexicon`` for this text: with the abbreviations that the text explains, and for a text without diacritics."""
    if is_unaccented(text):
        lexicon = lexicon.unaccented()
    learned = learned_abbreviations(text) if "(" in text else []
    return lexicon.with_entries(learned) if learned else lexicon


def normalise(text: str, lexicon: Lexicon | None = None) -> Spoken:
    """Written Vietnamese -> spoken: no digit, no symbol but ``. , ; : ? !``, nothing a voice would stumble over.

    Spans and guesses refer to ``Spoken.written``. Never fails on any text; what it can't know it spells, and says so.
    """
    return normalise_with(text, fitted(lexicon or standard_lexicon(), text))
