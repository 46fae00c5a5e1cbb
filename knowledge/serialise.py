"""Procedures as plain values (dict, list, str, int, float, bool, None) and back, for stores, files and HTTP.

The keys are the field names of `knowledge.procedures`; enums are written as their values and dates as ISO days.
Reading is strict: an unknown key, a missing required one or a value of another type raises RecordMalformed, which
names the place ("submission_methods[0].fees[1].amount_vnd"). Keys that may be absent: lists (empty), values that may
be null (null), and fields with a default.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import Enum
from functools import cache
from math import isfinite
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from knowledge.errors import RecordMalformed
from knowledge.procedures import Procedure, Source

_TYPE_NAMES = {str: "chuỗi", int: "số nguyên", float: "số", bool: "đúng/sai (true/false)"}

Decoder = Callable[[Any], Any]
Shape = TypeVar("Shape")


class _MisfitError(Exception):
    """A value that doesn't fit; `place` grows outwards while the error travels up."""

    def __init__(self, reason: str, place: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.place = place


def procedure_to_dict(procedure: Procedure) -> dict[str, Any]:
    """The whole record, its source and warnings included, as JSON-ready values."""
    plain: dict[str, Any] = _encode(procedure)
    return plain


def procedure_from_dict(values: Mapping[str, Any], source: Source | None = None) -> Procedure:
    """Read a record back.

    `source` is the file that the values were read from: its path and digest win, and the record's own "source" may
    then be absent or hold only what the file can't know (uri, retrieved_on). Without `source` the record's own must
    be complete. Raises RecordMalformed.
    """
    if not isinstance(values, Mapping):
        raise RecordMalformed("Bản ghi thủ tục phải là một đối tượng gồm các cặp khóa và giá trị.")
    plain = dict(values)
    if source is not None:
        plain["source"] = _completed(plain.get("source"), source)
    try:
        procedure: Procedure = _decoder(Procedure)(plain)
    except _MisfitError as misfit:
        place = misfit.place or "(gốc)"
        raise RecordMalformed(f"Bản ghi thủ tục sai ở «{place}»: {misfit.reason}.") from misfit
    return procedure


def to_plain(value: Any) -> Any:
    """Any frozen record of this room (or a tuple of them) as JSON-ready values."""
    return _encode(value)


def from_plain(shape: type[Shape], plain: Any) -> Shape:
    """Back from `to_plain`. Raises RecordMalformed."""
    try:
        value: Shape = _decoder(cast(Any, shape))(plain)
    except _MisfitError as misfit:
        raise RecordMalformed(f"Bản ghi sai ở «{misfit.place or '(gốc)'}»: {misfit.reason}.") from misfit
    return value


def _completed(own: object, source: Source) -> object:
    if own is None:
        own = {}
    if not isinstance(own, Mapping):
        return own
    of_file = {key: value for key, value in _encode(source).items() if value is not None}
    return {**own, **of_file}


def _encode(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if dataclasses.is_dataclass(value):
        return {name: _encode(getattr(value, name)) for name in _field_names(value.__class__)}
    if isinstance(value, tuple):
        return [_encode(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


@cache
def _field_names(shape: type) -> tuple[str, ...]:
    return tuple(get_type_hints(shape))


@cache
def _decoder(shape: Any) -> Decoder:
    if get_origin(shape) in (Union, types.UnionType):
        (inner,) = (part for part in get_args(shape) if part is not type(None))
        return _nullable(_decoder(inner))
    if get_origin(shape) is tuple:
        return _sequence(_decoder(get_args(shape)[0]))
    if dataclasses.is_dataclass(shape):
        return _record(shape)
    if issubclass(shape, Enum):
        return _choice(shape)
    return _day if shape is date else _scalar(shape)


def _nullable(inner: Decoder) -> Decoder:
    return lambda value: None if value is None else inner(value)


def _sequence(inner: Decoder) -> Decoder:
    def decode(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            raise _MisfitError("phải là một danh sách")
        items = []
        for number, item in enumerate(value):
            try:
                items.append(inner(item))
            except _MisfitError as misfit:
                misfit.place = f"[{number}]{_joined(misfit.place)}"
                raise
        return tuple(items)

    return decode


def _joined(place: str) -> str:
    return f".{place}" if place and not place.startswith("[") else place


def _record(shape: Any) -> Decoder:
    hints = get_type_hints(shape)
    decoders = {name: _decoder(hints[name]) for name in _field_names(shape)}
    absent = _absent_values(shape, hints)

    def decode(value: Any) -> Any:
        if not isinstance(value, Mapping):
            raise _MisfitError("phải là một đối tượng gồm các cặp khóa và giá trị")
        unknown = [str(key) for key in value if key not in decoders]
        if unknown:
            raise _MisfitError(f"có khóa lạ {', '.join(sorted(unknown))}")
        missing = [name for name in decoders if name not in value and name not in absent]
        if missing:
            raise _MisfitError(f"thiếu khóa {', '.join(missing)}")
        fields = dict(absent)
        for name, item in value.items():
            try:
                fields[name] = decoders[name](item)
            except _MisfitError as misfit:
                misfit.place = f"{name}{_joined(misfit.place)}"
                raise
        return shape(**fields)

    return decode


def _absent_values(shape: Any, hints: Mapping[str, Any]) -> dict[str, Any]:
    """What a key that is not there stands for."""
    absent: dict[str, Any] = {}
    for field in dataclasses.fields(shape):
        hint = hints[field.name]
        if field.default is not dataclasses.MISSING:
            absent[field.name] = field.default
        elif get_origin(hint) is tuple:
            absent[field.name] = ()
        elif type(None) in get_args(hint):
            absent[field.name] = None
    return absent


def _choice(shape: type[Enum]) -> Decoder:
    def decode(value: Any) -> Enum:
        try:
            return shape(value)
        except ValueError:
            allowed = ", ".join(str(item.value) for item in shape)
            raise _MisfitError(f"{value!r} không phải một trong: {allowed}") from None

    return decode


def _day(value: Any) -> date:
    """An ISO day. YAML readers may have made it a date already."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise _MisfitError(f"{value!r} không phải ngày dạng NĂM-THÁNG-NGÀY (2026-06-30)")


def _scalar(shape: Any) -> Decoder:
    def decode(value: Any) -> Any:
        if type(value) is shape and (shape is not float or isfinite(value)):
            return value
        if shape is float and type(value) is int:
            return float(value)
        raise _MisfitError(f"{value!r} không phải {_TYPE_NAMES[shape]}")

    return decode
