"""What Slack tells an application, in the shapes of its reference pages.

https://docs.slack.dev/reference/interaction-payloads and https://docs.slack.dev/reference/events
"""

from integrations.sandbox.slack.conversations import thread_of
from integrations.sandbox.slack.messages import as_tree
from integrations.sandbox.slack.state import Channel, Message, Tree, User, View
from integrations.sandbox.slack.views import as_tree as view_tree
from integrations.sandbox.slack.workspace import APP, BOT_USER, TEAM, Workspace

TOKEN = "verification-token-of-the-past"  # noqa: S105  # deprecated by Slack, and still sent


def message_event(workspace: Workspace, message: Message) -> Tree:
    channel = workspace.channels[message.channel]
    event = as_tree(message) | {
        "channel": channel.id,
        "channel_type": _kind(channel),
        "event_ts": message.ts,
    }
    author = workspace.users[message.user]
    if author.team != TEAM:
        event |= {"user_team": author.team, "source_team": author.team, "team": author.team}
    return event


def changed_event(workspace: Workspace, message: Message, before: str) -> Tree:
    event = _hidden(workspace, message, "message_changed")
    previous = as_tree(message) | {"text": before}
    return event | {"message": as_tree(message), "previous_message": previous}


def deleted_event(workspace: Workspace, message: Message) -> Tree:
    event = _hidden(workspace, message, "message_deleted")
    return event | {"deleted_ts": message.ts, "previous_message": as_tree(message)}


def joined_event(workspace: Workspace, channel: Channel, user: str) -> Tree:
    ts = workspace.new_ts()
    return {
        "type": "message",
        "subtype": "channel_join",
        "user": user,
        "text": f"<@{user}> has joined the channel",
        "channel": channel.id,
        "channel_type": _kind(channel),
        "ts": ts,
        "event_ts": ts,
    }


def home_event(workspace: Workspace, user: str) -> Tree:
    ts = workspace.new_ts()
    channel = workspace.direct(user).id
    return {
        "type": "app_home_opened",
        "user": user,
        "channel": channel,
        "tab": "home",
        "event_ts": ts,
    }


def envelope(workspace: Workspace, event: Tree) -> Tree:
    """Around each event; its id is the same at every try."""
    channel = workspace.channels.get(str(event.get("channel", "")))
    return {
        "token": TOKEN,
        "team_id": TEAM,
        "context_team_id": TEAM,
        "context_enterprise_id": None,
        "api_app_id": APP,
        "event": event,
        "type": "event_callback",
        "event_id": workspace.new_id("Ev"),
        "event_time": int(workspace.now()),
        "authorizations": [
            {"enterprise_id": None, "team_id": TEAM, "user_id": BOT_USER, "is_bot": True}
        ],
        "is_ext_shared_channel": bool(channel and channel.shared),
    }


def action(
    workspace: Workspace, user: User, element: Tree, block_id: str, value: Tree | None = None
) -> Tree:
    """What is the same in every press of an element, wherever it stands."""
    pressed = {"action_id": element.get("action_id", ""), "block_id": block_id}
    pressed |= {"type": element["type"], "action_ts": workspace.new_ts()}
    for name in ("text", "value"):
        if name in element:
            pressed[name] = element[name]
    return _by(user) | {
        "type": "block_actions",
        "trigger_id": workspace.trigger(user.id),
        "actions": [pressed | (value or {})],
    }


def in_message(workspace: Workspace, message: Message, response_url: str) -> Tree:
    channel = workspace.channels[message.channel]
    shown = as_tree(message) | thread_of(channel, as_tree(message))
    return {
        "container": {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": channel.id,
            "is_ephemeral": message.seen_by is not None,
        },
        "channel": {"id": channel.id, "name": channel.name or "directmessage"},
        "message": shown,
        "response_url": response_url,
        "state": {"values": {}},
    }


def in_view(view: View) -> Tree:
    return {"container": {"type": "view", "view_id": view.id}, "view": view_tree(view)}


def submission(workspace: Workspace, user: User, view: View) -> Tree:
    return _by(user) | {
        "type": "view_submission",
        "trigger_id": workspace.trigger(user.id),
        "view": view_tree(view),
        "response_urls": [],
        "is_enterprise_install": False,
        "enterprise": None,
    }


def shortcut(
    workspace: Workspace, user: User, callback_id: str, message: Message | None, response_url: str
) -> Tree:
    """At a message, or from anywhere where there is none."""
    tree = _by(user) | {
        "type": "shortcut" if message is None else "message_action",
        "callback_id": callback_id,
        "trigger_id": workspace.trigger(user.id),
        "action_ts": workspace.new_ts(),
    }
    if message is None:
        return tree
    there = in_message(workspace, message, response_url)
    del there["container"], there["state"]
    return tree | there | {"message_ts": message.ts}


def command(
    workspace: Workspace, user: User, name: str, words: str, channel: Channel, response_url: str
) -> dict[str, str]:
    return {
        "token": TOKEN,
        "team_id": user.team,
        "team_domain": "miniature",
        "channel_id": channel.id,
        "channel_name": channel.name or "directmessage",
        "user_id": user.id,
        "user_name": user.name,
        "command": name,
        "text": words,
        "api_app_id": APP,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": workspace.trigger(user.id),
    }


def _by(user: User) -> Tree:
    return {
        "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": user.team},
        "team": {"id": TEAM, "domain": "miniature"},
        "api_app_id": APP,
        "token": TOKEN,
    }


def _hidden(workspace: Workspace, message: Message, subtype: str) -> Tree:
    channel = workspace.channels[message.channel]
    ts = workspace.new_ts()
    return {
        "type": "message",
        "subtype": subtype,
        "hidden": True,
        "channel": channel.id,
        "channel_type": _kind(channel),
        "ts": ts,
        "event_ts": ts,
    }


def _kind(channel: Channel) -> str:
    if channel.is_im:
        return "im"
    return "group" if channel.private else "channel"
