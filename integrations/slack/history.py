"""Slack's own list of what people wrote, read when we come back and each night."""

import logging
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from slack_sdk import WebClient

from advice_line.ports.chat_desk import DirectWords, ThreadWords, WordsChanged
from integrations.slack import reading
from integrations.slack.errors import asking
from integrations.slack.threads import Threads
from integrations.slack.wording import timestamp
from integrations.slack.workspace import SlackWorkspace

log = logging.getLogger(__name__)

# Slack lets about 50 conversations be read a minute.
_PAGE, _DIRECTS = 200, 40


class SlackHistory:
    """Implements `ports.chat_desk.ChatHistory`."""

    def __init__(self, client: WebClient, workspace: SlackWorkspace) -> None:
        self._client = client
        self._workspace = workspace
        self._threads = Threads(client)

    def thread_words(
        self, channel: str, thread: str, since: datetime
    ) -> Sequence[ThreadWords | WordsChanged]:
        oldest = timestamp(since)
        if not self._threads.may_hold(channel, thread, oldest):
            return []
        with asking():
            pages = self._client.conversations_replies(
                channel=channel, ts=thread, oldest=oldest, limit=_PAGE
            )
            found = [message for page in pages for message in page["messages"]]
        # The card itself stands at the head of every page.
        below = [each for each in found if each["ts"] != thread]
        heard = self._heard(below, channel, "channel")
        return [each for each in heard if not isinstance(each, DirectWords)]

    def direct_words(self, since: datetime) -> Sequence[DirectWords | WordsChanged]:
        oldest = timestamp(since)
        found: list[ThreadWords | DirectWords | WordsChanged] = []
        for channel in self._directs():
            with asking():
                pages = self._client.conversations_history(
                    channel=channel, oldest=oldest, limit=_PAGE
                )
                written = [message for page in pages for message in page["messages"]]
            found += self._heard(written, channel, "im")
        return [each for each in found if not isinstance(each, ThreadWords)]

    def _directs(self) -> list[str]:
        """Of more than Slack lets be read in a minute, those that changed last."""
        with asking():
            pages = self._client.conversations_list(types="im", limit=_PAGE)
            found = [channel for page in pages for channel in page["channels"]]
        if len(found) > _DIRECTS:
            log.warning("only %d of %d direct conversations are read", _DIRECTS, len(found))
        found.sort(key=lambda each: each.get("updated") or 0, reverse=True)
        return [channel["id"] for channel in found[:_DIRECTS]]

    def _heard(
        self, messages: list[dict[str, Any]], channel: str, kind: str
    ) -> Iterator[ThreadWords | DirectWords | WordsChanged]:
        """Those of them that would have been told us as an event."""
        for message in sorted(messages, key=lambda each: each["ts"]):
            event = {**message, "type": "message", "channel": channel, "channel_type": kind}
            key = reading.key_of({"type": "event_callback", "event": event, "event_id": ""})
            if key is None:
                continue
            said = reading.written(event, channel, key, self._workspace.is_outside)
            yield said
            changed = reading.edited(said, message, channel)
            if changed is not None:
                yield changed
