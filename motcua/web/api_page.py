"""The OpenAPI document as one plain page: works offline and loads nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from motcua.web.pages.drawing import static

_PAGE = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}: mô tả API</title>
<link rel="stylesheet" href="{style}"></head><body>
<main class="wide">
<h1>{title} <small>{version}</small></h1>
<p>{description}</p>
<p><a href="openapi.json">openapi.json</a></p>
{operations}
</main>
</body></html>
"""


def api_page(document: Mapping[str, Any]) -> str:
    info = document["info"]
    operations = [
        "\n".join(_operation(document, path, method, operation))
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]
    return _PAGE.format(
        title=escape(info["title"]),
        version=escape(info["version"]),
        description=escape(info.get("description", "")),
        operations="\n".join(operations),
        style=static("style.css"),
    )


def _operation(document: Mapping[str, Any], path: str, method: str, operation: Mapping[str, Any]) -> Iterator[str]:
    yield f"<h2><code>{method.upper()} {escape(path)}</code></h2><p>{escape(operation.get('summary', ''))}</p>"
    rows = [(one["name"], one.get("schema", {}), one.get("required", False)) for one in operation.get("parameters", ())]
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    schema = _resolved(document, content.get("schema", {}))
    required = schema.get("required", ())
    rows += [(name, one, name in required) for name, one in schema.get("properties", {}).items()]
    if rows:
        yield "<table><tr><th>Tên</th><th>Bắt buộc</th><th>Ý nghĩa</th></tr>"
        yield from (_row(*row) for row in rows)
        yield "</table>"
    for example in content.get("examples", {}).values():
        yield f"<p>{escape(example['summary'])}</p><pre tabindex='0'>{escape(_call(path, example['value']))}</pre>"


def _row(name: str, schema: Mapping[str, Any], is_required: bool) -> str:
    said = escape(schema.get("description", ""))
    return f"<tr><td><code>{escape(name)}</code></td><td>{'có' if is_required else ''}</td><td>{said}</td></tr>"


def _resolved(document: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    name = schema.get("$ref", "").rpartition("/")[2]
    found: Mapping[str, Any] = document["components"]["schemas"][name] if name else schema
    return found


def _call(path: str, body: object) -> str:
    return f"curl -s http://127.0.0.1:8000{path} --json '{json.dumps(body, ensure_ascii=False)}'"
