"""The only place that knows OpenTelemetry: spans to an OTLP/HTTP collector, in batches beside the answers.

A collector that is away costs no answer: at most 2,048 spans wait for it, and what comes on top is dropped.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

from motcua.errors import Misuse
from motcua.tracing import Mark, Value

if TYPE_CHECKING:
    from opentelemetry.trace import Span

_SECONDS = 3  # for one batch, and so for the last one when the program ends
_MISSING = (
    "Gửi vết đo OpenTelemetry cần phần cài thêm: chạy `pip install 'motcua[telemetry]'`, hoặc bỏ MOTCUA_OTEL_ENDPOINT."
)
# They log every batch that a dead collector did not take, with a traceback.
_TALKATIVE = ("opentelemetry.exporter.otlp.proto.http", "opentelemetry.sdk._shared_internal")


class _Mark:
    def __init__(self, span: Span) -> None:
        self._span = span

    def set(self, name: str, value: Value) -> None:
        self._span.set_attribute(name, value)

    def rename(self, name: str) -> None:
        self._span.update_name(name)

    def failed(self, kind: str) -> None:
        from opentelemetry.trace import Status, StatusCode

        self._span.set_attribute("error.type", kind)
        self._span.set_status(Status(StatusCode.ERROR))


class Telemetry:
    """Implements motcua.tracing.Tracing.

    `endpoint`: the collector's address, "http://host:4318"; spans go to /v1/traces below it. Raises Misuse where the
    extra is not installed.
    """

    def __init__(self, endpoint: str, instance: str) -> None:
        try:
            from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
            from opentelemetry.sdk.resources import Resource
            from opentelemetry.sdk.trace import TracerProvider
            from opentelemetry.sdk.trace.export import BatchSpanProcessor
        except ImportError as error:
            raise Misuse(_MISSING, str(error)) from error
        for name in _TALKATIVE:
            logging.getLogger(name).setLevel(logging.CRITICAL)
        named = {"service.name": "motcua", "service.instance.id": instance}
        exporter = OTLPSpanExporter(f"{endpoint.rstrip('/')}/v1/traces", timeout=_SECONDS)
        self._provider = TracerProvider(resource=Resource.create(named), shutdown_on_exit=False)
        self._provider.add_span_processor(BatchSpanProcessor(exporter))
        self._tracer = self._provider.get_tracer("motcua")

    @contextmanager
    def span(self, name: str, kind: Literal["internal", "server"] = "internal") -> Iterator[Mark]:
        """An error that passes is told by its type alone: its words may be people's."""
        from opentelemetry.trace import SpanKind

        of_kind = SpanKind.SERVER if kind == "server" else SpanKind.INTERNAL
        with self._tracer.start_as_current_span(
            name, kind=of_kind, record_exception=False, set_status_on_exception=False
        ) as span:
            mark = _Mark(span)
            try:
                yield mark
            except Exception as error:
                mark.failed(type(error).__name__)
                raise

    def close(self) -> None:
        """Sends what waits; a collector that is away is given up."""
        self._provider.shutdown()
