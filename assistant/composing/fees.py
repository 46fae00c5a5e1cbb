"""Fees as they hold on a day: a rate whose time has passed is never offered as today's."""

from __future__ import annotations

from datetime import date

from assistant.data_files import data_file
from knowledge.procedures import Fee, Procedure


def fee_lines(procedure: Procedure, on: date) -> list[str]:
    """One line a fee, with the channels that it is for where they differ; passed rates last, marked as passed."""
    doubtful = {warning.quote for warning in procedure.warnings if warning.code == "fee_implausible"}
    channels: dict[Fee, list[str]] = {}
    words = data_file("composing.yaml")
    for method in procedure.submission_methods:
        for fee in method.fees:
            if fee.text not in doubtful:
                channels.setdefault(fee, []).append(words["channel"][method.channel.value])
    used = {name for names in channels.values() for name in names}
    current, passed = [], []
    for fee, names in channels.items():
        own = list(dict.fromkeys(names))
        where = "" if len(own) == len(used) else f"{', '.join(own)}: "
        line = f"{where}{_text(fee, words)}"
        if fee.valid_to is not None and fee.valid_to < on:
            passed.append(f"{line} {words['expired'].format(day=_day(fee.valid_to))}")
        elif fee.valid_from is not None and fee.valid_from > on:
            current.append(f"{line} {words['upcoming'].format(day=_day(fee.valid_from))}")
        else:
            current.append(line)
    return current + passed


def _text(fee: Fee, words: dict[str, str]) -> str:
    if fee.amount_vnd == 0 and len(fee.text) < 12:
        return words["free"] if not fee.condition else f"{words['free']} ({fee.condition})"
    return fee.text.strip(" -;.")


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
