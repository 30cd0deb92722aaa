"""Blocks and views against Slack's own types (data/slack_blocks.json)."""

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft7Validator  # type: ignore[import-untyped]  # ships no types
from jsonschema.exceptions import best_match  # type: ignore[import-untyped]  # the same

from integrations.sandbox.slack.state import Tree

_DATA = "slack_blocks.json"


def wrong_blocks(blocks: Any) -> list[str]:
    """A sentence for each block that is none of Slack's, by its place."""
    if not isinstance(blocks, list):
        return ["blocks must be a list"]
    return [
        f"/{place}: {fault}"
        for place, block in enumerate(blocks)
        for fault in _wrong(_shape_of(block), block)
    ]


def wrong_view(view: Any) -> list[str]:
    shape = {"modal": "SlackModal", "home": "SlackHome"}.get(_kind(view), "SlackModal")
    return [*_wrong(shape, view), *(wrong_blocks(view.get("blocks")) if _is_tree(view) else [])]


def _wrong(shape: str | None, node: Any) -> Iterator[str]:
    if shape is None:
        yield f"unsupported type: {_kind(node)}"
        return
    fault = best_match(_validator(shape).iter_errors(node))
    if fault is not None:
        yield f"{fault.message[:200]} [json-pointer:/{'/'.join(map(str, fault.absolute_path))}]"


def _shape_of(block: Any) -> str | None:
    """Which of Slack's blocks says that it is of this type."""
    return _blocks().get(_kind(block))


def _kind(node: Any) -> str:
    return str(node.get("type")) if _is_tree(node) else ""


def _is_tree(node: Any) -> bool:
    return isinstance(node, dict)


@cache
def _blocks() -> dict[str, str]:
    shapes = _definitions()
    names = [each["$ref"].rsplit("/", 1)[1] for each in shapes["KnownBlock"]["anyOf"]]
    return {kind: name for name in names for kind in _types(shapes[name])}


def _types(shape: Tree) -> Iterator[str]:
    """Of the shape itself, or of each of those that it may be."""
    for each in shape.get("anyOf", [shape]):
        kind = each.get("properties", {}).get("type", {}).get("const")
        if kind is not None:
            yield kind


@cache
def _validator(shape: str) -> Draft7Validator:
    return Draft7Validator({"$ref": f"#/definitions/{shape}", "definitions": _definitions()})


@cache
def _definitions() -> Tree:
    text = files("integrations.sandbox.data").joinpath(_DATA).read_text("utf-8")
    definitions: Tree = json.loads(text)["definitions"]
    return definitions
