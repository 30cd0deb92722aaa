"""What Slack tells us as events of ours; whatever is none of ours is None.

Of messages only those count that a person wrote, edited or took back: a bare `message` event is
also every join, every change of a topic, what other applications post, and what we post ourselves.
https://docs.slack.dev/reference/events/message
"""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from advice_line.ports.chat_desk import (
    ActChosen,
    AskWanted,
    ChatEvent,
    DirectWords,
    FormSent,
    HomeOpened,
    ThreadWords,
    WordsChanged,
)
from integrations.slack import forms, marks
from integrations.slack.wording import instant, unescaped

Tree = dict[str, Any]
# Whether any of the ids of workspaces of one person is not ours.
Outside = Callable[..., bool]

# What a person writes: plainly, with a file, or in a thread shown to the channel as well.
_WRITTEN = frozenset({None, "file_share", "thread_broadcast"})
# Ids of conversations of two begin with it.
_DIRECT = "D"
_FILE = "(A file came with it, which is not kept here.)"


def key_of(body: Tree) -> str | None:
    """Names what was told for good, however often it comes; None for what is none of ours.

    Raises nothing: what cannot be read is none of ours either.
    """
    try:
        return _key(body)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError):
        return None


def read(body: Tree, outside: Outside) -> ChatEvent | None:
    """Raises KeyError, TypeError or ValueError for what Slack would not send."""
    key = _key(body)
    if key is None:
        return None
    if "command" in body:
        away = outside(body.get("team_id"))
        return AskWanted(key, body["user_id"], away, body["channel_id"])
    if body["type"] == "event_callback":
        return _of_event(body["event"], key, outside)
    return _of_press(body, key, outside)


def is_worth_keeping(body: Tree) -> bool:
    """What is done after Slack was told that we have it, and would be lost with us. A form is done
    before, and stays open where it was not; a home or an empty form its person asks for again."""
    if body.get("type") == "block_actions":
        return True
    return bool(body.get("event", {}).get("type") == "message")


def _key(body: Tree) -> str | None:
    if "command" in body:
        return f"command:{body['trigger_id']}" if body["command"] == marks.COMMAND else None
    match body.get("type"):
        case "event_callback":
            return _event_key(body["event"], str(body["event_id"]))
        case "block_actions":
            action = body["actions"][0]
            marks.read_act(action)
            return f"act:{body['user']['id']}:{action['action_ts']}:{action['action_id']}"
        case "view_submission":
            marks.read_form(body["view"])
            return _form_key(body["view"])
        case "shortcut" | "message_action" if body["callback_id"] == marks.ASK:
            return f"shortcut:{body['user']['id']}:{body['action_ts']}"
    return None


def _form_key(view: Tree) -> str:
    """A form sent twice as it stands is one; one that was mended is another."""
    values = json.dumps(forms.given(view), sort_keys=True)
    return f"form:{view['id']}:{view['hash']}:{hashlib.sha256(values.encode()).hexdigest()[:16]}"


def _event_key(event: Tree, event_id: str) -> str | None:
    """Of a message by its place, as in the chat's own list: Slack may tell of it twice, by two
    ids."""
    if event["type"] == "app_home_opened":
        return f"home:{event_id}" if event.get("tab") == "home" else None
    if event["type"] != "message":
        return None
    channel, subtype = event["channel"], event.get("subtype")
    if subtype == "message_changed":
        message = event["message"]
        edited = _edited(event) if _is_heard(_placed(event, message)) else ""
        return f"edit:{channel}:{message['ts']}:{edited}" if edited else None
    if subtype == "message_deleted":
        before = event.get("previous_message", {})
        gone = _is_of_a_person(before) and _is_heard(_placed(event, before))
        return f"delete:{channel}:{event['deleted_ts']}" if gone else None
    if subtype not in _WRITTEN or not _is_of_a_person(event):
        return None
    return message_key(channel, event["ts"]) if _is_heard(event) else None


def message_key(channel: str, ts: str) -> str:
    return f"message:{channel}:{ts}"


def _edited(event: Tree) -> str:
    """When a person edited it; Slack says "changed" also of replies and previews."""
    message = event["message"]
    same = message.get("text") == event.get("previous_message", {}).get("text")
    if same or not _is_of_a_person(message):
        return ""
    return str((message.get("edited") or {}).get("ts", ""))


def _is_of_a_person(message: Tree) -> bool:
    return bool(message.get("user")) and not message.get("bot_id")


def _is_heard(event: Tree) -> bool:
    """Under a card, or to us alone; what is said in a channel otherwise is not about a query."""
    in_thread = event.get("thread_ts") not in (None, event["ts"])
    return in_thread or event.get("channel_type") == "im"


def _placed(event: Tree, message: Tree) -> Tree:
    """The message that an event is about, and where it stands."""
    direct = event.get("channel_type") == "im" or event["channel"].startswith(_DIRECT)
    return {**message, "channel_type": "im" if direct else "channel"}


def _of_press(body: Tree, key: str, outside: Outside) -> ChatEvent | None:
    user = body["user"]
    account, away = user["id"], outside(user.get("team_id"))
    match body["type"]:
        case "block_actions":
            act, about = marks.read_act(body["actions"][0])
            return ActChosen(key, account, away, act, about.reference, about.version)
        case "view_submission":
            return _form(body["view"], key, account, away)
    return AskWanted(key, account, away, body.get("channel", {}).get("id", ""))


def _form(view: Tree, key: str, account: str, away: bool) -> FormSent:
    mark = marks.read_form(view)
    return FormSent(
        key=key,
        account=account,
        outside=away,
        act=mark.act,
        reference=mark.about.reference,
        version=mark.about.version,
        fields=forms.given(view),
        name=mark.name,
        address=mark.address,
    )


def _of_event(event: Tree, key: str, outside: Outside) -> ChatEvent:
    if event.get("subtype") in ("message_changed", "message_deleted"):
        return _changed(event, key, outside)
    if event["type"] == "app_home_opened":
        return HomeOpened(key, event["user"], False)
    return written(event, event["channel"], key, outside)


def written(message: Tree, channel: str, key: str, outside: Outside) -> ThreadWords | DirectWords:
    """Also of a message of the chat's own list."""
    account, away, ts = message["user"], _is_away(message, outside), message["ts"]
    words = _words(message)
    if message.get("thread_ts") in (None, ts) or message.get("channel_type") == "im":
        files = bool(message.get("files"))
        return DirectWords(key, account, away, ts, instant(ts), words, files)
    thread = message["thread_ts"]
    return ThreadWords(key, account, away, channel, thread, ts, instant(ts), words)


def _changed(event: Tree, key: str, outside: Outside) -> WordsChanged:
    before, now, channel = event["previous_message"], event.get("message"), event["channel"]
    first = _placed(event, {**(now or {}), **before})
    said = written(first, channel, message_key(channel, first["ts"]), outside)
    # By when it was edited it is known in the chat's own list too.
    at = instant(now["edited"]["ts"] if now else event["ts"])
    words = _words(now) if now else None
    return WordsChanged(key, said.account, said.outside, said, at, words)


def edited(said: ThreadWords | DirectWords, message: Tree, channel: str) -> WordsChanged | None:
    """Of a message of the chat's own list, which has it as it is now: its last edit, if any."""
    ts = str((message.get("edited") or {}).get("ts", ""))
    if not ts:
        return None
    key = f"edit:{channel}:{message['ts']}:{ts}"
    return WordsChanged(key, said.account, said.outside, said, instant(ts), said.words)


def _is_away(message: Tree, outside: Outside) -> bool:
    return outside(*(message.get(name) for name in ("user_team", "source_team", "team")))


def _words(message: Tree) -> str:
    words = unescaped(str(message.get("text") or ""))
    return f"{words}\n{_FILE}".strip() if message.get("files") else words
