"""The command line parser's complaints, in Vietnamese. It speaks English and has a class for each."""

from __future__ import annotations

import typer

_CHOICES = "is not one of "


def misuse_sentence(error: typer.TyperException) -> str:
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "motcua"
    return f"{_complaint(error)} Xem cách dùng: `{path} --help`."


def _complaint(error: typer.TyperException) -> str:
    kind = type(error).__name__
    parameter = getattr(error, "param", None)
    name = parameter.get_error_hint().replace("'", "") if parameter else ""
    if kind == "NoSuchOption":
        return f"Không có tùy chọn {getattr(error, 'option_name', '')}."
    if kind == "MissingParameter":
        return f"Còn thiếu {name}."
    if kind == "BadParameter":
        choices = error.message.partition(_CHOICES)[2].rstrip(".").replace("'", "")
        allowed = f": chọn một trong {choices}" if choices else ""
        return f"Giá trị của {name} không dùng được{allowed}."
    if kind == "BadOptionUsage":
        return f"Tùy chọn {getattr(error, 'option_name', '')} còn thiếu giá trị hoặc thừa giá trị."
    if "No such command" in error.format_message():
        return "Không có lệnh này."
    return "Lệnh viết chưa đúng."
