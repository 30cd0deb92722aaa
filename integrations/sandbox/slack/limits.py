"""How long and how many of each thing Slack takes, from its reference pages; types do not say it.

https://docs.slack.dev/reference/block-kit/blocks, …/block-elements, …/composition-objects and
https://docs.slack.dev/reference/views
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from integrations.sandbox.slack.state import Tree

MESSAGE_TEXT, MESSAGE_BLOCKS, VIEW_BLOCKS = 40_000, 50, 100

# (what has the field, the field, the longest it may be in characters or in items)
TABLE: tuple[tuple[str, str, int], ...] = (
    ("section", "text.text", 3000),
    ("section", "fields", 10),
    ("header", "text.text", 150),
    ("context", "elements", 10),
    ("actions", "elements", 25),
    ("input", "label.text", 2000),
    ("input", "hint.text", 2000),
    ("image", "alt_text", 2000),
    ("button", "text.text", 75),
    ("button", "value", 2000),
    ("button", "url", 3000),
    ("button", "accessibility_label", 75),
    ("button", "confirm.title.text", 100),
    ("button", "confirm.text.text", 300),
    ("button", "confirm.confirm.text", 30),
    ("button", "confirm.deny.text", 30),
    ("static_select", "options", 100),
    ("static_select", "placeholder.text", 150),
    ("radio_buttons", "options", 10),
    ("checkboxes", "options", 10),
    ("overflow", "options", 5),
    ("plain_text_input", "placeholder.text", 150),
    ("option", "text.text", 75),
    ("option", "value", 150),
    ("option", "description.text", 75),
    ("modal", "title.text", 24),
    ("modal", "submit.text", 24),
    ("modal", "close.text", 24),
    ("modal", "callback_id", 255),
    ("modal", "private_metadata", 3000),
    ("home", "callback_id", 255),
    ("home", "private_metadata", 3000),
)
_ID = 255
_TEXT = 3000
_FIELD = 2000


def broken_by(blocks: list[Tree], most: int) -> list[str]:
    """A sentence for each limit that these blocks break; none where they keep to all."""
    found = [] if 0 < len(blocks) <= most else [f"{len(blocks)} blocks, 1 to {most} are taken"]
    found += _doubled("block_id", blocks)
    for block in blocks:
        found += _of(str(block.get("type")), block)
        found += _doubled("action_id", _elements(block))
    return found


def view_broken_by(view: Tree) -> list[str]:
    found = [*_table(str(view.get("type")), view), *broken_by(view["blocks"], VIEW_BLOCKS)]
    asks = any(block.get("type") == "input" for block in view["blocks"])
    if view.get("type") == "modal" and asks and not view.get("submit"):
        found.append("a modal with inputs has a submit")
    return found


def _of(kind: str, node: Tree) -> Iterator[str]:
    """What is wrong with one block or element, and with everything in it."""
    yield from _table(kind, node)
    for name in ("block_id", "action_id"):
        if len(str(node.get(name, ""))) > _ID:
            yield f"{kind}.{name} is longer than {_ID}"
    for text in _texts(node):
        if not 0 < len(str(text.get("text", ""))) <= _TEXT:
            yield f"a text of {kind} is empty or longer than {_TEXT}"
    for field in node.get("fields", []):
        if len(field.get("text", "")) > _FIELD:
            yield f"a field of {kind} is longer than {_FIELD}"
    for element in _elements(node):
        yield from _of(str(element.get("type")), element)
    for option in node.get("options", []):
        yield from _table("option", option)


def _table(kind: str, node: Tree) -> Iterator[str]:
    for has_it, path, longest in TABLE:
        if has_it == kind and _size(node, path) > longest:
            yield f"{kind}.{path} is longer than {longest}"


def _size(node: Any, path: str) -> int:
    for name in path.split("."):
        node = node.get(name) if isinstance(node, dict) else None
    return len(node) if isinstance(node, str | list) else 0


def _elements(node: Tree) -> list[Tree]:
    """The elements of a block, wherever the block has them."""
    alone = [node[name] for name in ("element", "accessory") if isinstance(node.get(name), dict)]
    many = node.get("elements", [])
    return [*alone, *(each for each in many if isinstance(each, dict))]


def _texts(node: Tree) -> list[Tree]:
    given = (node.get(name) for name in ("text", "label", "hint", "placeholder"))
    return [each for each in given if isinstance(each, dict)]


def _doubled(name: str, nodes: list[Tree]) -> list[str]:
    counted = Counter(node[name] for node in nodes if node.get(name))
    return [f"{name} {value} is there twice" for value, count in counted.items() if count > 1]
