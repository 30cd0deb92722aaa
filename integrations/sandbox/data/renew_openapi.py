"""Renew twilio_rest.json from npm `@twilio/cli-core@9.0.0` (MIT, LICENSE.twilio-cli-core.txt).

    npm pack @twilio/cli-core@9.0.0 && tar xzf twilio-cli-core-9.0.0.tgz
    python -m integrations.sandbox.data.renew_openapi \
        package/src/services/twilio-api/twilio_api_v2010.json

Kept are the paths a telephone line uses, with every field and rule of theirs; descriptions,
examples and Twilio's notes to itself go.
"""

import json
import sys
from pathlib import Path
from typing import Any

SOURCE = "npm @twilio/cli-core@9.0.0, src/services/twilio-api/twilio_api_v2010.json"
TARGET = Path(__file__).with_name("twilio_rest.json")

_BASE = "/2010-04-01/Accounts"
KEPT: dict[str, tuple[str, ...]] = {
    f"{_BASE}/{{Sid}}.json": ("get",),
    f"{_BASE}/{{AccountSid}}/Calls.json": ("get", "post"),
    f"{_BASE}/{{AccountSid}}/Calls/{{Sid}}.json": ("get", "post"),
    f"{_BASE}/{{AccountSid}}/Calls/{{CallSid}}/Recordings.json": ("get", "post"),
    f"{_BASE}/{{AccountSid}}/Calls/{{CallSid}}/Recordings/{{Sid}}.json": ("post",),
    f"{_BASE}/{{AccountSid}}/Conferences.json": ("get",),
    f"{_BASE}/{{AccountSid}}/Conferences/{{ConferenceSid}}/Participants/{{CallSid}}.json": (
        "post",
    ),
    f"{_BASE}/{{AccountSid}}/Messages.json": ("get", "post"),
    f"{_BASE}/{{AccountSid}}/Messages/{{Sid}}.json": ("get",),
    f"{_BASE}/{{AccountSid}}/Recordings.json": ("get",),
    f"{_BASE}/{{AccountSid}}/Recordings/{{Sid}}.json": ("get", "delete"),
    f"{_BASE}/{{AccountSid}}/IncomingPhoneNumbers.json": ("get",),
    f"{_BASE}/{{AccountSid}}/IncomingPhoneNumbers/{{Sid}}.json": ("get", "post"),
    f"{_BASE}/{{AccountSid}}/Usage/Records/Today.json": ("get",),
}
_NOISE = {"description", "summary", "examples", "example", "x-twilio", "tags", "headers"}

Tree = dict[str, Any]


def reduce(full: Tree) -> Tree:
    """The kept paths and the schemas they refer to, without words for people."""
    paths = {
        path: {
            "servers": full["paths"][path].get("servers", full["servers"]),
            **{method: _quiet(full["paths"][path][method]) for method in methods},
        }
        for path, methods in KEPT.items()
    }
    components = {
        "schemas": _reached(paths, full["components"]["schemas"]),
        "securitySchemes": full["components"]["securitySchemes"],
    }
    return {
        "openapi": full["openapi"],
        "info": {
            "title": full["info"]["title"],
            "version": full["info"]["version"],
            "x-source": SOURCE,
            "x-licence": "MIT, see LICENSE.twilio-cli-core.txt",
        },
        "servers": full["servers"],
        "security": full["security"],
        "paths": paths,
        "components": components,
    }


def _quiet(node: Any, names: bool = False) -> Any:
    """Drop the noise, except where the keys are names of fields (`properties`).

    A response keeps its description: OpenAPI requires one there.
    """
    if isinstance(node, list):
        return [_quiet(item) for item in node]
    if not isinstance(node, dict):
        return node
    kept = {
        key: _quiet(value, names=key == "properties")
        for key, value in node.items()
        if names or key not in _NOISE
    }
    if "content" in node and "description" in node:
        kept["description"] = node["description"]
    elif "description" in node and set(node) == {"description"}:
        kept = dict(node)
    return kept


def _reached(start: Any, schemas: Tree) -> Tree:
    found: Tree = {}
    waiting = _references(start)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = _quiet(schemas[name])
            waiting |= _references(found[name])
    return dict(sorted(found.items()))


def _references(node: Any) -> set[str]:
    if isinstance(node, list):
        return {name for item in node for name in _references(item)}
    if not isinstance(node, dict):
        return set()
    here = {node["$ref"].rsplit("/", 1)[1]} if isinstance(node.get("$ref"), str) else set()
    return here | {name for value in node.values() for name in _references(value)}


def main(full: Path) -> None:
    reduced = reduce(json.loads(full.read_text(encoding="utf-8")))
    TARGET.write_text(json.dumps(reduced, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
