"""What is asked of Slack about itself: who we are, whose a channel is, who a person is."""

import threading
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from slack_sdk import WebClient

from advice_line.errors import DeliveryFailed, DeliveryRefused
from advice_line.ports.chat import ChatRefusal
from integrations.slack.errors import asking

# Slack lets a channel's facts be asked for about 50 times a minute.
_KNOWN_SECONDS = 60.0


@dataclass(frozen=True)
class Profile:
    name: str = field(default="", repr=False)
    address: str | None = field(default=None, repr=False)


class SlackWorkspace:
    """Safe in several threads at once."""

    def __init__(self, client: WebClient) -> None:
        self._client = client
        self._ours: frozenset[str] | None = None
        self._unshared: dict[str, float] = {}
        self._lock = threading.Lock()

    def is_outside(self, *teams: Any) -> bool:
        """Whether any of these ids of workspaces, of one person, is not ours.

        Raises DeliveryFailed where Slack cannot be asked who we are: nobody is taken for inside or
        outside then.
        """
        given = {str(team) for team in teams if team}
        return bool(given) and not given <= self._our_ids()

    def refuse_shared(self, channel: str) -> None:
        """Raises DeliveryRefused where people of another organisation read this channel."""
        with self._lock:
            if self._unshared.get(channel, 0.0) > monotonic():
                return
        with asking():
            found: dict[str, Any] = self._client.conversations_info(channel=channel)["channel"]
        if found.get("is_ext_shared") or found.get("is_pending_ext_shared"):
            raise DeliveryRefused(ChatRefusal.CHANNEL_SHARED)
        with self._lock:
            self._unshared[channel] = monotonic() + _KNOWN_SECONDS

    def profile(self, account: str) -> Profile:
        """Empty where Slack cannot say: it is a kindness, and nothing waits for it."""
        try:
            with asking():
                user: dict[str, Any] = self._client.users_info(user=account)["user"]
        except DeliveryFailed:
            return Profile()
        shown = user.get("profile", {})
        name = shown.get("real_name") or user.get("real_name") or ""
        return Profile(str(name), shown.get("email") or None)

    def _our_ids(self) -> frozenset[str]:
        if self._ours is None:
            with asking():
                answer: Any = self._client.auth_test().data
            found = (answer.get("team_id"), answer.get("enterprise_id"))
            self._ours = frozenset(str(each) for each in found if each)
        return self._ours
