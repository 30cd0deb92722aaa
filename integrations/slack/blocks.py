"""The few blocks of which everything of ours in Slack is made.

https://docs.slack.dev/reference/block-kit
"""

from typing import Any

from integrations.slack import marks
from integrations.slack.wording import cut, escaped

Block = dict[str, Any]

# The longest that Slack takes, in characters.
SECTION, HEADER, CONTEXT = 3000, 150, 2000
BUTTON, CONFIRM_TITLE, CONFIRM_TEXT, CONFIRM_BUTTON = 75, 100, 300, 30
TITLE = 24


def plain(words: str, longest: int = SECTION) -> Block:
    """Shown as it stands, without markup."""
    return {"type": "plain_text", "text": cut(words, longest) or " ", "emoji": False}


def markup(text: str) -> Block:
    """Of parts that are escaped already. `verbatim`: Slack makes no links and mentions of it."""
    return {"type": "mrkdwn", "text": text or " ", "verbatim": True}


def section(text: str, **more: Any) -> Block:
    return {"type": "section", "text": markup(text), **more}


def said(words: str, **more: Any) -> Block:
    """A sentence of ours."""
    return section(cut(escaped(words), SECTION), **more)


def header(words: str, **more: Any) -> Block:
    return {"type": "header", "text": plain(words, HEADER), **more}


def context(*texts: str) -> Block:
    return {"type": "context", "elements": [markup(text) for text in texts]}


def actions(*elements: Block) -> Block:
    return {"type": "actions", "elements": list(elements)}


def divider() -> Block:
    return {"type": "divider"}


def button(label: str, says: str, action_id: str, value: str = "") -> Block:
    """`says` is read out in place of the label, which alone does not say what it is about."""
    made = {
        "type": "button",
        "text": plain(label, BUTTON),
        "action_id": action_id,
        "accessibility_label": cut(says, BUTTON),
    }
    return made | ({"value": value} if value else {})


def link_button(label: str, says: str, url: str, name: str) -> Block:
    """Opens a page; Slack tells us of it all the same, which is answered with nothing."""
    return button(label, says, marks.link_id(name)) | {"url": url}


def confirmation(question: str, label: str) -> Block:
    return {
        "title": plain("Are you sure?", CONFIRM_TITLE),
        "text": plain(question, CONFIRM_TEXT),
        "confirm": plain(label, CONFIRM_BUTTON),
        "deny": plain("Go back", CONFIRM_BUTTON),
    }


def modal(title: str, *blocks: Block, close: str = "Close", **more: Any) -> Block:
    return {
        "type": "modal",
        "title": plain(title, TITLE),
        "close": plain(close, TITLE),
        "blocks": list(blocks),
        **more,
    }
