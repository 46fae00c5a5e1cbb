"""Seeded corruptions of true answers: what a careless or lying writer gets wrong."""

import re
from collections.abc import Callable
from random import Random

_NUMBER = re.compile(r"\d+")
_SUM = re.compile(r"(?<![\d.,/])\d{1,3}(?:\.\d{3})+(?= ?(?:đồng|đ\b|VN))")
_DATE = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/(\d{4})")
_DOCUMENT = re.compile(r"(?<![\d/])(\d+)(/\d{4}/[A-ZĐ])")
_PHONE = re.compile(r"1900 \d{4}|0\d{9}")
_FORM = re.compile(r"(?<=Mẫu số )\d+|(?<=\b[A-Z]{2})\d{2}\b|(?<=Phụ lục )[XVI]+\b")
_UNIT = re.compile(r"(?<=\d )(?:ngày làm việc|giờ làm việc|ngày|tháng|giờ|năm)(?!\w)", re.IGNORECASE)
_WORKING = re.compile(r"(?<=\d )ngày làm việc|(?<=\d )ngày(?! làm)(?!\w)", re.IGNORECASE)

Corruption = Callable[[str, Random], str | None]


def _replaced(pattern: re.Pattern[str], text: str, random: Random, change: Callable[[str], str]) -> str | None:
    found = list(pattern.finditer(text))
    if not found:
        return None
    one = random.choice(found)
    return text[: one.start()] + change(one.group()) + text[one.end() :]


def _other_digit(number: str, random: Random) -> str:
    at = random.randrange(len(number))
    return number[:at] + random.choice([d for d in "0123456789" if d != number[at]]) + number[at + 1 :]


def digit(text: str, random: Random) -> str | None:
    return _replaced(_NUMBER, text, random, lambda number: _other_digit(number, random))


def unit(text: str, random: Random) -> str | None:
    units = ["ngày làm việc", "ngày", "tháng", "giờ", "năm", "tuần"]
    return _replaced(_UNIT, text, random, lambda old: random.choice([u for u in units if u != old.lower()]))


def working_days(text: str, random: Random) -> str | None:
    return _replaced(_WORKING, text, random, lambda old: "ngày" if "làm việc" in old.lower() else "ngày làm việc")


def scaled_sum(text: str, random: Random) -> str | None:
    factor = random.choice((2, 10, 100))
    return _replaced(_SUM, text, random, lambda old: f"{int(old.replace('.', '')) * factor:,}".replace(",", "."))


def shifted_date(text: str, random: Random) -> str | None:
    def shift(old: str) -> str:
        day, month, year = old.split("/")
        part = random.randrange(3)
        changed = (int(day) % 28 + 1, int(month) % 12 + 1, int(year) + random.choice((-1, 1)))
        return "/".join(str(changed[i]) if i == part else p for i, p in enumerate((day, month, year)))

    return _replaced(_DATE, text, random, shift)


def document_number(text: str, random: Random) -> str | None:
    return _replaced(
        _DOCUMENT, text, random, lambda old: f"{int(old.split('/')[0]) + random.randint(1, 40)}" + old[old.index("/") :]
    )


def phone(text: str, random: Random) -> str | None:
    return _replaced(_PHONE, text, random, lambda old: old[:-1] + str((int(old[-1]) + 1 + random.randrange(8)) % 10))


def form_number(text: str, random: Random) -> str | None:
    def change(old: str) -> str:
        return (
            f"{(int(old) + random.randint(1, 9)) % 100:02d}"
            if old.isdigit()
            else random.choice([r for r in ("I", "IV", "VI", "IX", "XI", "XV") if r != old])
        )

    return _replaced(_FORM, text, random, change)


CORRUPTIONS: tuple[Corruption, ...] = (
    digit,
    unit,
    working_days,
    scaled_sum,
    shifted_date,
    document_number,
    phone,
    form_number,
)
