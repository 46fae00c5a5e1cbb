from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from fakes.bot_channel import FakeChannel

from bots.acknowledging import BackgroundAcknowledger
from bots.errors import TryLater
from bots.events import EventKind, Inbound


@pytest.fixture
def acknowledger() -> Iterator[BackgroundAcknowledger]:
    made = BackgroundAcknowledger(threads=1, longest_line=1)
    yield made
    made.close()


def _event(name: str, kind: EventKind = EventKind.TEXT) -> Inbound:
    return Inbound(name, "c", "u", kind, "x")


def _until(channel: FakeChannel, wanted: list[str]) -> bool:
    for _ in range(100):
        if channel.acknowledged == wanted:
            return True
        time.sleep(0.02)
    return False


def test_typing_is_shown_only_while_an_answer_takes_long(acknowledger: BackgroundAcknowledger) -> None:
    channel = FakeChannel()
    channel.limited(typing_after_s=0.05)
    acknowledger.acknowledge(channel, _event("quick"))()
    acknowledger.acknowledge(channel, _event("pressed", EventKind.PRESS))()
    acknowledger.acknowledge(channel, _event("slow"))
    assert _until(channel, ["pressed", "slow"])


def test_failures_and_a_full_line_are_left_out(acknowledger: BackgroundAcknowledger) -> None:
    channel = FakeChannel()

    def slow(event: Inbound) -> None:
        time.sleep(0.1)
        channel.acknowledged.append(event.event_id)
        raise TryLater("away")

    channel.acknowledge = slow  # type: ignore[method-assign]
    for number in range(5):
        acknowledger.acknowledge(channel, _event(str(number)))
    assert _until(channel, ["0", "1"])
    time.sleep(0.15)
    assert channel.acknowledged == ["0", "1"]
