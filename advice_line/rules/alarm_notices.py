"""What people are told of what is wrong with the service itself, and what a page says of it:
numbers and codes, never a caller's number and no word about a patient."""

from collections.abc import Mapping
from typing import Any

from advice_line.call_kinds import AlarmKind

SUBJECT = "Advice line: look at the service"
_STEPS = {
    "placing": "the carrier did not place the call",
    "greeting": "the line did not answer",
    "keys": "the line did not hear the key",
    "nobody": "nobody would be rung",
    "hunt": "the hunt did not ring the test number",
    "accept": "the key that accepts was not heard",
    "joined": "the two were not joined",
}
_FALLBACKS = {
    "none": "no fallback is written to its number",
    "stale": "the fallback that the carrier holds says something else than the settings",
    "unreachable": "its fallback cannot be fetched",
    "own_server": "its fallback lives on this server and would be down with it",
}
_CHAT = {
    "chat_channel_closed": "its channel in the chat is archived or gone, or we were put out of it",
    "chat_channel_shared": "its channel in the chat is shared with another organisation",
    "chat_not_let_in": "the chat takes our key no more, or it may do too little",
}


_UNHEARD = {
    "connection": "our connection to it is gone: look at SLACK_APP_TOKEN and the firewall",
    "direct": "it cannot be reached, or takes our key no more: look at SLACK_BOT_TOKEN",
}
_MAILBOX = {
    "no_connection": "its server does not answer",
    "sign_in": "its server takes our sign-in no more: look at its password",
    "consent": "a person must agree anew that we may read it",
    "insecure": "its certificate or its encryption is wrong",
    "folder": "a folder of it is missing and cannot be made",
}


_SIGN_IN = "the mail server takes our sign-in no more: look at its password"
_INSECURE = "the mail server's certificate or its encryption is wrong"
_HEADS = {
    "folder_missing": "the folder of TRAIL_HEAD_FOLDER is not there",
    "folder_not_writable": "nothing may be written into the folder of TRAIL_HEAD_FOLDER",
    "folder_full": "the disk of TRAIL_HEAD_FOLDER is full",
    "mail": "its mail did not leave",
}
# By the code of a try that came to nothing.
_MAIL = {
    **dict.fromkeys(("no-connection", "connection-lost"), "the mail server does not answer"),
    **dict.fromkeys(("sign-in", "530", "534", "535", "538"), _SIGN_IN),
    **dict.fromkeys(("certificate", "not-offered"), _INSECURE),
    "consent": "a person must agree anew that we may send",
}


def text(kind: AlarmKind, line: str | None, facts: Mapping[str, Any], url: str) -> str:
    return f"{sentence(kind, line, facts)} {url}"


def mail(kind: AlarmKind, line: str | None, facts: Mapping[str, Any], url: str) -> str:
    return f"{sentence(kind, line, facts)}\n\nSee what stands and what to do:\n{url}\n"


def sentence(kind: AlarmKind, line: str | None, facts: Mapping[str, Any]) -> str:
    """One or two sentences that say what is wrong and what to do."""
    return f"{line or 'Advice line'}: {_SAID[kind](facts)}"


def failure_of_test_call(step: str) -> str:
    return _STEPS.get(step, step)


def _test_call(facts: Mapping[str, Any]) -> str:
    why = failure_of_test_call(str(facts.get("step", "")))
    return f"the test call before opening failed: {why}. Ring the line yourself, then see the page."


def _fallback(facts: Mapping[str, Any]) -> str:
    why = _FALLBACKS.get(str(facts.get("state", "")), "its fallback cannot be relied on")
    return f"{why}. While the service is down callers would not reach the switchboard."


def _unread(_facts: Mapping[str, Any]) -> str:
    return "the carrier's own list of calls cannot be read, so calls of an outage may be missing."


def _outage(facts: Mapping[str, Any]) -> str:
    calls, texts = int(facts.get("calls", 0)), int(facts.get("texts", 0))
    named = [_counted(calls, "call"), _counted(texts, "text")]
    came = " and ".join(each for each in named if each)
    ended = _counted(int(facts.get("ended", 0)), "call")
    said = [
        f"{came} came while the line could not answer. Each is on the list to be rung back."
        if came
        else "",
        f"{ended} ended while the line could not answer. What is owed of each is on the list."
        if ended
        else "",
    ]
    return " ".join(each for each in said if each)


def _spend(facts: Mapping[str, Any]) -> str:
    return (
        f"the carrier has charged {facts.get('spent')} {facts.get('unit')} today, "
        f"over the limit of {facts.get('limit')}."
    )


def _number(facts: Mapping[str, Any]) -> str:
    return (
        f"more than {facts.get('limit')} calls in 10 minutes from one number. Its further calls "
        "are promised a call back, and nobody is rung unless they press 1."
    )


def _line(facts: Mapping[str, Any]) -> str:
    return (
        f"more than {facts.get('limit')} calls in an hour. Further callers are promised a call "
        "back, and nobody is rung unless they press 1."
    )


def _not_dialled(facts: Mapping[str, Any]) -> str:
    return (
        "a number was not dialled, because it is neither on the rota, in the directory nor a "
        f"caller's, or not in a country we may ring ({facts.get('why')})."
    )


def _legs(facts: Mapping[str, Any]) -> str:
    return (
        f"the carrier refused a call ({facts.get('code')}): as many are going on as the account "
        "may have at once. Ask the carrier for an approved business profile."
    )


def _chat(facts: Mapping[str, Any]) -> str:
    why = _CHAT.get(str(facts.get("code", "")), "the chat does not take its cards")
    return f"{why}. Its queries are on the list all the same: look there until this is mended."


def _chat_unread(_facts: Mapping[str, Any]) -> str:
    return (
        "something that came from the chat could not be taken in after many tries. It is kept; ask "
        "your colleagues whether an act or a question of theirs is missing."
    )


def _chat_unheard(facts: Mapping[str, Any]) -> str:
    why = _UNHEARD.get(str(facts.get("why", "")), "we do not hear it")
    return (
        f"for more than 20 minutes nothing has reached us from the chat ({why}). What is pressed "
        "or written there does nothing: say so to your colleagues, and use the list."
    )


def _mailbox(facts: Mapping[str, Any]) -> str:
    why = _MAILBOX.get(str(facts.get("why", "")), "nobody can tell why")
    return (
        f"its mailbox has not been read for more than 15 minutes ({why}). Open it by hand: "
        "questions may lie in it that nobody sees here."
    )


def _unsent(facts: Mapping[str, Any]) -> str:
    why = _MAIL.get(str(facts.get("why", "")).partition(" ")[0], "its server does not take it now")
    return (
        f"no mail of it has left for some time ({why}). Letters wait, and who asked does not hear: "
        "ring about what is urgent."
    )


def _head(facts: Mapping[str, Any]) -> str:
    why = _HEADS.get(str(facts.get("why", "")), "its folder cannot be reached")
    return (
        f"the head of the trail could not be sent elsewhere ({why}). Until it is, nobody could "
        "show that the trail was not made anew."
    )


_SAID = {
    AlarmKind.TEST_CALL: _test_call,
    AlarmKind.FALLBACK: _fallback,
    AlarmKind.LISTS_UNREAD: _unread,
    AlarmKind.DURING_OUTAGE: _outage,
    AlarmKind.SPEND: _spend,
    AlarmKind.NUMBER_OVER_LIMIT: _number,
    AlarmKind.LINE_OVER_LIMIT: _line,
    AlarmKind.NOT_DIALLED: _not_dialled,
    AlarmKind.LEGS_FULL: _legs,
    AlarmKind.CHAT_CHANNEL: _chat,
    AlarmKind.CHAT_UNREAD: _chat_unread,
    AlarmKind.CHAT_UNHEARD: _chat_unheard,
    AlarmKind.MAILBOX_UNREAD: _mailbox,
    AlarmKind.MAIL_UNSENT: _unsent,
    AlarmKind.HEAD_UNSENT: _head,
}


def _counted(count: int, of: str) -> str:
    return "" if not count else f"{count} {of}{'' if count == 1 else 's'}"
