"""Slack's markup as the demonstration's page draws it: words, bold words, and links to the
service's own pages. Nothing else becomes a link."""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlsplit

from integrations.sandbox.slack import screen
from integrations.sandbox.slack.state import Tree

# <https://…|words> or <https://…>; *words*, which nothing of a word may touch.
_MARKED = re.compile(
    r"<(?P<address>https?:[^|>]*)(?:\|(?P<label>[^>]*))?>|(?<![\w*])\*(?P<bold>[^*\n]+)\*(?![\w*])"
)


@dataclass(frozen=True)
class Run:
    """`link` is a path of the service itself."""

    words: str
    bold: bool = False
    link: str | None = None


def drawn(texts: list[Tree], public_url: str) -> list[dict[str, Any]]:
    """Each text of Slack on a line of its own."""
    runs: list[Run] = []
    for text in texts:
        if runs:
            runs.append(Run("\n"))
        runs.extend(_of_text(text, public_url))
    return [asdict(run) for run in runs if run.words]


def path_of(address: str | None, public_url: str) -> str | None:
    """None for what does not lead to the service itself."""
    if address is None:
        return None
    to, ours = urlsplit(address), urlsplit(public_url)
    # A browser takes //name for another server.
    if (to.scheme, to.netloc) != (ours.scheme, ours.netloc) or to.path.startswith(("//", "/\\")):
        return None
    return to._replace(scheme="", netloc="", path=to.path or "/").geturl()


def _of_text(text: Tree, public_url: str) -> Iterator[Run]:
    words = str(text.get("text", ""))
    if text.get("type") != "mrkdwn":
        yield Run(words)
        return
    at = 0
    for found in _MARKED.finditer(words):
        yield Run(screen.shown(words[at : found.start()]))
        yield _marked(found, public_url)
        at = found.end()
    yield Run(screen.shown(words[at:]))


def _marked(found: re.Match[str], public_url: str) -> Run:
    if found["bold"] is not None:
        return Run(screen.shown(found["bold"]), bold=True)
    address = screen.shown(found["address"])
    return Run(screen.shown(found["label"] or address), link=path_of(address, public_url))
