"""What a person reads on their screen, as plain lines."""

import re
from collections.abc import Iterator

from integrations.sandbox.slack.state import Message, Tree, View

# <!date^1700000000^{date_short}^https://…|words> and <https://…|words>
_DATE = re.compile(r"<!date\^[^|>]*\|([^>]*)>")
_LINK = re.compile(r"<(?:https?|mailto):[^|>]*\|([^>]*)>")
_BARE = re.compile(r"<(https?:[^|>]*)>")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


def of_message(message: Message) -> str:
    """Blocks are shown in place of the text, where there are any."""
    return of_blocks(message.blocks) if message.blocks else shown(message.text)


def of_view(view: View) -> str:
    faults = "\n".join(view.faults.values())
    return "\n".join(part for part in (view.title, of_blocks(view.view["blocks"]), faults) if part)


def of_blocks(blocks: list[Tree]) -> str:
    return "\n".join(line for line in map(_words, texts(blocks)) if line)


def texts(blocks: list[Tree]) -> Iterator[Tree]:
    """Each text as Slack was given it, in the order in which they are read."""
    for block in blocks:
        yield from _of_block(block)


def buttons(blocks: list[Tree]) -> Iterator[tuple[Tree, str]]:
    """Each button with the id of its block."""
    for block in blocks:
        elements = [*block.get("elements", []), block.get("accessory")]
        for element in elements:
            if isinstance(element, dict) and element.get("type") == "button":
                yield element, str(block.get("block_id", ""))


def label(element: Tree) -> str:
    return str(element.get("text", {}).get("text", ""))


def shown(text: str) -> str:
    for pattern in (_DATE, _LINK, _BARE):
        text = pattern.sub(lambda found: found.group(1), text)
    for entity, character in _ENTITIES:
        text = text.replace(entity, character)
    return text


def _of_block(block: Tree) -> Iterator[Tree]:
    for name in ("text", "label", "hint"):
        given = block.get(name)
        if isinstance(given, dict):
            yield given
    yield from block.get("fields", [])
    for element in [*block.get("elements", []), block.get("accessory"), block.get("element")]:
        if isinstance(element, dict):
            yield from _of_element(element)


def _of_element(element: Tree) -> Iterator[Tree]:
    text = element.get("text")
    if isinstance(text, dict):
        yield text | {"text": f"[{text['text']}]"}
    elif isinstance(text, str):
        yield element
    for option in element.get("options", []):
        yield option["text"]


def _words(text: Tree) -> str:
    words = str(text.get("text", ""))
    return shown(words) if text.get("type") == "mrkdwn" else words
