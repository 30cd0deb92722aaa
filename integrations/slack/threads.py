"""Which cards of a channel have talk under them: read by one request for two hundred cards, for
Slack lets each thread be asked for only about 50 times a minute in all."""

from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from slack_sdk import WebClient

from integrations.slack.errors import asking

_GOOD_SECONDS = 20.0
_PAGE, _PAGES = 200, 5


@dataclass(frozen=True)
class Heads:
    """`latest` is when somebody last wrote under a message, by its id; none older than `oldest`
    were read. `asked` are those that were asked for since."""

    read_at: float
    latest: dict[str, str]
    oldest: str
    asked: set[str] = field(default_factory=set)

    def good_for(self, thread: str) -> bool:
        """One reading asks for each thread once: who asks again reads anew."""
        return thread not in self.asked and monotonic() - self.read_at < _GOOD_SECONDS


class Threads:
    def __init__(self, client: WebClient) -> None:
        self._client = client
        self._known: dict[str, Heads] = {}

    def may_hold(self, channel: str, thread: str, since: str) -> bool:
        """Whether somebody may have written under this message since then. Raises DeliveryFailed
        where Slack cannot say."""
        heads = self._known.get(channel)
        if heads is None or not heads.good_for(thread):
            heads = self._known[channel] = self._read(channel)
        heads.asked.add(thread)
        if thread < heads.oldest:
            return True
        return heads.latest.get(thread, "") >= since

    def _read(self, channel: str) -> Heads:
        read_at, latest, oldest = monotonic(), {}, ""
        with asking():
            pages = self._client.conversations_history(channel=channel, limit=_PAGE)
            for number, page in enumerate(pages):
                messages: list[dict[str, Any]] = page["messages"]
                latest.update({each["ts"]: each.get("latest_reply", "") for each in messages})
                if number + 1 == _PAGES:
                    # There may be more, of which nothing is known.
                    oldest = min(latest, default="")
                    break
        return Heads(read_at, latest, oldest)
