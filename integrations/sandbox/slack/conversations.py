"""The methods about channels and people."""

from typing import Any

from integrations.sandbox.slack.messages import Messages, as_tree
from integrations.sandbox.slack.refusals import Refused
from integrations.sandbox.slack.state import Channel, Message, Tree
from integrations.sandbox.slack.workspace import BOT, BOT_USER, ELSEWHERE, TEAM, Workspace

MOST = 1000


class Conversations:
    def __init__(self, workspace: Workspace, messages: Messages) -> None:
        self._workspace = workspace
        self._messages = messages

    def open(self, args: Tree) -> Tree:
        user = self._workspace.users.get(str(args.get("users", "")))
        if user is None:
            raise Refused("user_not_found")
        if user.deleted:
            raise Refused("user_disabled")
        if user.bot:
            raise Refused("cannot_dm_bot")
        return {"channel": {"id": self._workspace.direct(user.id).id}}

    def info(self, args: Tree) -> Tree:
        channel = self._readable(args, "read")
        return {"channel": self._as_tree(channel)}

    def join(self, args: Tree) -> Tree:
        channel = self._messages.known(str(args.get("channel", "")))
        if channel.archived:
            raise Refused("is_archived")
        with self._workspace.changing():
            channel.members.add(BOT_USER)
        return {"channel": self._as_tree(channel)}

    def every(self, args: Tree) -> Tree:
        kinds = str(args.get("types") or "public_channel").split(",")
        found = [each for each in self._workspace.channels.values() if _kind(each) in kinds]
        for kind in kinds:
            self._need({"im": "im:read", "private_channel": "groups:read"}.get(kind))
        return self._page("channels", [self._as_tree(each) for each in found], args)

    def history(self, args: Tree) -> Tree:
        channel = self._readable(args, "history")
        self._be_in(channel)
        found = [each for each in channel.messages if each.thread_ts in (None, each.ts)]
        page = self._messages_page(found, args, newest_first=True)
        return page | {"messages": [each | thread_of(channel, each) for each in page["messages"]]}

    def replies(self, args: Tree) -> Tree:
        channel = self._readable(args, "history")
        self._be_in(channel)
        head = channel.message(str(args.get("ts", "")))
        if head is None:
            raise Refused("thread_not_found")
        below = [each for each in channel.messages if each.thread_ts == head.ts]
        return self._messages_page([head, *below], args, newest_first=False)

    def who_we_are(self, _args: Tree) -> Tree:
        return {
            "url": "https://mini.slack.example.org/",
            "team": "Miniature",
            "team_id": TEAM,
            "user": "advice_line",
            "user_id": BOT_USER,
            "bot_id": BOT,
        }

    def person(self, args: Tree) -> Tree:
        user = self._workspace.users.get(str(args.get("user", "")))
        if user is None:
            raise Refused("user_not_found")
        profile: dict[str, Any] = {"real_name": user.name, "display_name": user.name}
        if user.address and "users:read.email" in self._workspace.switches.scopes:
            profile["email"] = user.address
        return {
            "user": {
                "id": user.id,
                "team_id": user.team,
                "deleted": user.deleted,
                "is_bot": user.bot,
                "is_stranger": user.team == ELSEWHERE,
                "real_name": user.name,
                "profile": profile,
            }
        }

    def _readable(self, args: Tree, what: str) -> Channel:
        channel = self._messages.known(str(args.get("channel", "")))
        family = {"im": "im", "private_channel": "groups"}.get(_kind(channel), "channels")
        self._need(f"{family}:{what}")
        return channel

    def _need(self, scope: str | None) -> None:
        granted = self._workspace.switches.scopes
        if scope is not None and scope not in granted:
            raise Refused("missing_scope", needed=scope, provided=",".join(sorted(granted)))

    def _be_in(self, channel: Channel) -> None:
        if BOT_USER not in channel.members:
            raise Refused("not_in_channel")

    def _messages_page(self, found: list[Message], args: Tree, *, newest_first: bool) -> Tree:
        oldest = str(args.get("oldest") or "0")
        seen = [
            each
            for each in found
            if each.seen_by is None and not each.deleted and float(each.ts) > float(oldest)
        ]
        seen.sort(key=lambda each: each.ts, reverse=newest_first)
        return self._page("messages", [as_tree(each) for each in seen], args)

    def _page(self, name: str, trees: list[Tree], args: Tree) -> Tree:
        """A slice, and the cursor by which the next is asked for."""
        start = int(args.get("cursor") or 0)
        end = start + min(int(args.get("limit") or 100), MOST)
        more = str(end) if end < len(trees) else ""
        return {
            name: trees[start:end],
            "has_more": bool(more),
            "response_metadata": {"next_cursor": more},
        }

    def _as_tree(self, channel: Channel) -> Tree:
        return {
            "id": channel.id,
            "name": channel.name,
            "is_channel": not channel.is_im,
            "is_im": channel.is_im,
            "user": channel.im_of,
            "is_private": channel.private,
            "is_archived": channel.archived,
            "is_ext_shared": channel.shared,
            "is_shared": channel.shared,
            "is_member": BOT_USER in channel.members,
        }


def thread_of(channel: Channel, head: Tree) -> Tree:
    """What a message says of those under it, where there are any."""
    below = [
        each
        for each in channel.messages
        if each.thread_ts == head["ts"] and each.seen_by is None and not each.deleted
    ]
    if not below:
        return {}
    latest = max(each.ts for each in below)
    return {"thread_ts": head["ts"], "reply_count": len(below), "latest_reply": latest}


def _kind(channel: Channel) -> str:
    if channel.is_im:
        return "im"
    return "private_channel" if channel.private else "public_channel"
