"""Words of ours as Slack's markup, and Slack's markup as words."""

import re
from datetime import UTC, datetime

from advice_line.ports.chat import Moment

_ESCAPES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"))
# What Slack puts around an address that somebody typed: <https://…|shown>, <mailto:…|shown>.
_LINKED = re.compile(r"<(?:(?:https?|tel|mailto):[^|>]*)\|([^>]*)>|<((?:https?|mailto):[^|>]*)>")
# How Slack says a moment, in its reader's own time zone.
SINCE, DUE = "since {date_short_pretty} at {time}, {ago}", "due {date_short_pretty} at {time}"


def escaped(words: str) -> str:
    """So that nobody's words are taken for markup, a mention or a link."""
    for character, entity in _ESCAPES:
        words = words.replace(character, entity)
    return words


def unescaped(text: str) -> str:
    """What somebody typed, as they typed it."""
    text = _LINKED.sub(lambda found: found.group(1) or found.group(2), text)
    for character, entity in reversed(_ESCAPES):
        text = text.replace(entity, character)
    return text


def date(moment: Moment, shown: str) -> str:
    """Slack says the moment's own words only where it cannot show the time."""
    words = escaped(moment.words).replace("|", "/")
    return f"<!date^{int(moment.at.timestamp())}^{shown}|{words}>"


def cut(words: str, longest: int) -> str:
    return words if len(words) <= longest else f"{words[: longest - 1]}…"


def instant(ts: str) -> datetime:
    """Of a message's id, which is when it was written (UTC). Raises ValueError where it is none."""
    return datetime.fromtimestamp(float(ts), UTC)


def timestamp(at: datetime) -> str:
    """The id before which every message is older."""
    return f"{at.timestamp():.6f}"
