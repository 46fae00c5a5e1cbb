"""What Prometheus reads of this process: counts, times, queues and generations; no word, name or address of anybody.

Every process counts for itself: with several, each is asked at its own port.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

from knowledge.errors import KnowledgeError
from motcua.background import Background
from motcua.tally import BUCKETS_S, Tally
from motcua.wiring import Parts

log = logging.getLogger(__name__)
CONTENT_TYPE = CONTENT_TYPE_LATEST


class Metrics:
    def __init__(self, parts: Parts, background: Callable[[], Background]) -> None:
        self._registry = CollectorRegistry()
        self._registry.register(_Answers(parts.tally))
        self._registry.register(_Store(parts, background))
        ProcessCollector(registry=self._registry)

    def page(self) -> bytes:
        """In Prometheus' text format, of type `CONTENT_TYPE`."""
        return generate_latest(self._registry)


class _Answers(Collector):
    def __init__(self, tally: Tally) -> None:
        self._tally = tally

    def collect(self) -> Iterator[Metric]:
        counted = self._tally.counted()
        answers = CounterMetricFamily("motcua_answers", "Answers given.", labels=["status", "reason"])
        for (status, reason), number in sorted(counted.answers.items()):
            answers.add_metric([status, reason], number)
        yield answers
        yield _counter("motcua_answers_failed", "Questions that got no answer.", "away", counted.failures)
        ends = [*map(str, BUCKETS_S), "+Inf"]
        seconds = HistogramMetricFamily("motcua_answer_seconds", "Time from a question to its checked answer.")
        seconds.add_metric([], list(zip(ends, counted.within, strict=True)), sum_value=counted.seconds)
        yield seconds


class _Store(Collector):
    """Asked of the database at each reading: what it can't tell while it is away is left out."""

    def __init__(self, parts: Parts, background: Callable[[], Background]) -> None:
        self._parts, self._background = parts, background

    def describe(self) -> Iterator[Metric]:
        """Nothing is asked when the collector is registered: the database may be away then."""
        return iter(())

    def collect(self) -> Iterator[Metric]:
        if self._parts.is_open("wording") and (writer := self._parts.wording) is not None:
            yield _counter("motcua_model_outcomes", "Answers offered to the model.", "outcome", writer.counts)
        if self._parts.is_open("retriever") and (generation := self._parts.retriever.generation) is not None:
            yield GaugeMetricFamily("motcua_index_generation", "What this process searches.", value=generation)
        try:
            told = [*self._catalogue(), *self._queues()]
        except KnowledgeError as error:
            log.warning("metrics without the store: %s", error.detail)
            told = []
        yield from told
        yield GaugeMetricFamily("motcua_store_up", "Whether the database answers.", value=float(bool(told)))

    def _catalogue(self) -> Iterator[Metric]:
        catalogue = self._parts.catalogue
        yield GaugeMetricFamily(
            "motcua_catalogue_generation", "Grows with each change.", value=float(catalogue.generation())
        )
        counts = catalogue.counts()
        yield GaugeMetricFamily("motcua_procedures", "Procedures that are answered from.", value=counts["procedures"])
        yield GaugeMetricFamily("motcua_passages", "Passages in the store.", value=counts["passages"])

    def _queues(self) -> Iterator[Metric]:
        background = self._background()
        if background.office is not None:
            messages = GaugeMetricFamily("motcua_messages", "Outgoing messages kept.", labels=["state"])
            for state, number in background.office.counts().items():
                messages.add_metric([state], number)
            yield messages
            handed_over = len(background.office.queue())
            yield GaugeMetricFamily("motcua_handed_over", "Conversations that wait for a person.", value=handed_over)
        if background.narrations is not None:
            waiting = len(background.narrations.unfinished())
            yield GaugeMetricFamily("motcua_narrations_waiting", "Reports to be read aloud.", value=waiting)


def _counter(name: str, help_: str, label: str, counts: Mapping[str, int]) -> Metric:
    family = CounterMetricFamily(name, help_, labels=[label])
    for value, number in sorted(counts.items()):
        family.add_metric([value], number)
    return family
