"""Where a person is when they do something, and how they are told there what came of it."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from slack_sdk import WebClient

from advice_line.errors import DeliveryFailed, DeliveryRefused
from integrations.slack import answers
from integrations.slack.answers import Said
from integrations.slack.blocks import Block
from integrations.slack.errors import asking

Tree = dict[str, Any]
# Ids of conversations of two begin with it.
_DIRECT = "D"


@dataclass(frozen=True)
class Place:
    """`channel` is "" on a home; `thread` is None outside one."""

    account: str
    channel: str
    thread: str | None
    trigger: str

    @classmethod
    def of(cls, body: Tree) -> "Place":
        if "command" in body:
            return cls(body["user_id"], body["channel_id"], None, body["trigger_id"])
        event = body.get("event")
        if event is not None:
            written = event.get("message") or event.get("previous_message") or event
            return cls(written["user"], event["channel"], written.get("thread_ts"), "")
        channel = (body.get("channel") or {}).get("id", "")
        message = body.get("message", {})
        thread = message.get("thread_ts")
        # The head of a thread names itself: who pressed there reads the channel.
        inside = thread if thread != message.get("ts") else None
        return cls(body["user"]["id"], channel, inside, body.get("trigger_id", ""))


class Telling:
    """Everything here is shown to one person. Raises `errors.DeliveryFailed`."""

    def __init__(self, repeats: WebClient, posts: WebClient, quick: WebClient) -> None:
        self._repeats = repeats
        self._posts = posts
        self._quick = quick

    def opened(self, place: Place, title: str) -> str | None:
        """A modal at once, for the trigger lives three seconds; its id, or None where Slack took
        too long: they are told so then."""
        try:
            with asking():
                view = answers.waiting(title)
                answer = self._quick.views_open(trigger_id=place.trigger, view=view)
                return str(answer["view"]["id"])
        except DeliveryFailed:
            self.whisper(place, answers.TOO_LATE)
            return None

    def fill(self, view_id: str, view: Block) -> None:
        with asking():
            self._repeats.views_update(view_id=view_id, view=view)

    def answer(self, place: Place, answer: Said) -> None:
        self._say(place, answers.glance(answer), answers.whisper(answer))

    def whisper(self, place: Place, words: str) -> None:
        self._say(place, words, None)

    def _say(self, place: Place, text: str, shown: list[Block] | None) -> None:
        """In the channel where they are. On a home there is none, and a command may be given in one
        where we are not: they are told by a message of their own then."""
        if place.channel and not place.channel.startswith(_DIRECT):
            with suppress(DeliveryRefused):
                self._in_channel(place, text, shown)
                return
        self._alone(place, text, shown)

    def _in_channel(self, place: Place, text: str, shown: list[Block] | None) -> None:
        with asking():
            self._repeats.chat_postEphemeral(
                channel=place.channel,
                user=place.account,
                text=text,
                blocks=shown,
                thread_ts=place.thread,
            )

    def _alone(self, place: Place, text: str, shown: list[Block] | None) -> None:
        with asking():
            opened: Tree = self._repeats.conversations_open(users=place.account)["channel"]
            self._posts.chat_postMessage(channel=opened["id"], text=text, blocks=shown)
