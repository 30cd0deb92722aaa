"""The methods about messages: posted, changed, shown to one person."""

import json
import math
from collections import deque
from collections.abc import Callable
from typing import Any

from integrations.sandbox.slack.limits import MESSAGE_BLOCKS, MESSAGE_TEXT, broken_by
from integrations.sandbox.slack.refusals import Refused, TooMany, bad_blocks
from integrations.sandbox.slack.shapes import wrong_blocks
from integrations.sandbox.slack.state import Channel, Message, Tree
from integrations.sandbox.slack.workspace import APP, BOT, BOT_USER, TEAM, Workspace

# About one message a second to a channel, and more for a moment:
# https://docs.slack.dev/apis/web-api/rate-limits
POSTS, POSTS_SECONDS = 5, 5.0


class Messages:
    def __init__(self, workspace: Workspace, told: Callable[[Message, str | None], None]) -> None:
        """`told` hears of each message that was posted or changed, and what it had said before."""
        self._workspace = workspace
        self._told = told
        self._posted: dict[str, deque[float]] = {}

    def post(self, args: Tree) -> Tree:
        channel = self.writable(args.get("channel", ""))
        text, blocks = content(args)
        self._hold_to_rate(channel)
        thread = args.get("thread_ts")
        if thread and channel.message(thread) is None:
            raise Refused("thread_not_found")
        message = self._workspace.say(channel, BOT_USER, text, blocks, thread)
        self._told(message, None)
        return {"channel": channel.id, "ts": message.ts, "message": as_tree(message)}

    def whisper(self, args: Tree) -> Tree:
        channel = self.writable(args.get("channel", ""))
        text, blocks = content(args)
        user = args.get("user", "")
        if user not in channel.members:
            raise Refused("user_not_in_channel")
        self._workspace.say(
            channel, BOT_USER, text, blocks, args.get("thread_ts") or None, seen_by=user
        )
        return {"message_ts": self._workspace.new_ts()}

    def update(self, args: Tree) -> Tree:
        channel = self.writable(args.get("channel", ""))
        message = channel.message(str(args.get("ts", "")))
        if message is None:
            raise Refused("message_not_found")
        if message.user != BOT_USER:
            raise Refused("cant_update_message")
        text, blocks = content(args)
        before = message.text
        with self._workspace.changing():
            message.text, message.blocks = text, blocks
            message.edited_ts = self._workspace.new_ts()
        self._told(message, before)
        return {"channel": channel.id, "ts": message.ts, "text": text}

    def permalink(self, args: Tree) -> Tree:
        channel = self.known(args.get("channel", ""))
        ts = str(args.get("message_ts", ""))
        if channel.message(ts) is None:
            raise Refused("message_not_found")
        place = f"https://mini.slack.example.org/archives/{channel.id}/p{ts.replace('.', '')}"
        return {"channel": channel.id, "permalink": place}

    def known(self, channel_id: str) -> Channel:
        """A channel that the application may know of."""
        channel = self._workspace.channels.get(channel_id)
        if channel is None and channel_id in self._workspace.users:
            return self._workspace.direct(channel_id)
        if channel is None or (channel.private and BOT_USER not in channel.members):
            raise Refused("channel_not_found")
        return channel

    def writable(self, channel_id: str) -> Channel:
        channel = self.known(channel_id)
        if channel.archived:
            raise Refused("is_archived")
        if BOT_USER not in channel.members:
            raise Refused("not_in_channel")
        return channel

    def _hold_to_rate(self, channel: Channel) -> None:
        recent = self._posted.setdefault(channel.id, deque())
        now = self._workspace.now()
        while recent and now - recent[0] > POSTS_SECONDS:
            recent.popleft()
        if len(recent) >= POSTS:
            raise TooMany(max(1, math.ceil(POSTS_SECONDS - (now - recent[0]))))
        recent.append(now)


def content(args: Tree) -> tuple[str, list[Tree]]:
    """The words and the blocks of a message, as they may stand there."""
    text, blocks = str(args.get("text") or ""), parsed(args.get("blocks"))
    if not text and not blocks:
        raise Refused("no_text")
    if len(text) > MESSAGE_TEXT:
        raise Refused("msg_too_long")
    if blocks is None:
        return text, []
    faults = wrong_blocks(blocks) or broken_by(blocks, MESSAGE_BLOCKS)
    if faults:
        raise bad_blocks("invalid_blocks", faults)
    return text, blocks


def parsed(given: Any) -> Any:
    """What came as JSON within a form."""
    if not isinstance(given, str):
        return given
    try:
        return json.loads(given)
    except ValueError:
        raise Refused("invalid_arguments") from None


def as_tree(message: Message) -> Tree:
    """A message as methods and events show it."""
    tree: Tree = {"type": "message", "user": message.user, "ts": message.ts, "text": message.text}
    if message.blocks:
        tree["blocks"] = message.blocks
    if message.thread_ts:
        tree["thread_ts"] = message.thread_ts
    if message.edited_ts:
        tree["edited"] = {"user": message.user, "ts": message.edited_ts}
    if message.files:
        tree |= {"subtype": "file_share", "files": [{"name": each} for each in message.files]}
    if message.bot:
        tree |= {"bot_id": BOT, "app_id": APP, "team": TEAM}
    return tree
