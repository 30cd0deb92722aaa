"""The carrier's forms as the events of `ports.calls`; unknown fields are ignored.

Keys for the inbox. A request for a document is the same when call (or leg), path and keys are
the same: a retry carries no number of its own. A status is the same when call, sequence number
and event are. Keys longer than one may be somebody's number, so only a keyed hash of them is kept.
"""

import hmac
import re
from hashlib import sha256

from advice_line.ports.calls import (
    BackEvent,
    CallArrived,
    CallEvent,
    CallOver,
    DeflectionEnded,
    DeflectionLegMoved,
    HopEnded,
    KeysPressed,
    LegMoved,
    LegState,
    MessageLeft,
    MessageReady,
    NoticeMoved,
    OfferAsked,
    OfferKeyed,
)
from advice_line.ports.queue import QueueLeft
from advice_line.ports.texts import TextCame
from integrations.twilio.posted import Posted, Unusable
from integrations.twilio.statuses import leg_state

_E164 = re.compile(r"\+[1-9][0-9]{6,14}")
_KEYS = re.compile(r"[0-9*#A-Da-d]{0,64}")
# Words for "no number" as typed on a keypad: ANONYMOUS, RESTRICTED, BLOCKED, UNKNOWN, UNAVAILABLE.
_SPELLED = frozenset({"+266696687", "+7378742833", "+2562533", "+8656696", "+86282452253"})
_WORD = re.compile(r"[A-Z0-9]{1,8}")
_MOST_MEDIA = 99
_RECORDING = re.compile(r"RE[0-9A-Za-z]{1,64}")
_STATUS = re.compile(r"[a-z_]{1,20}")
_CODE = re.compile(r"[0-9]{1,6}")
_COUNT = re.compile(r"[1-9]")
_LOST = frozenset({"failed", "undelivered", "canceled"})


def arrived(post: Posted) -> CallArrived:
    return CallArrived(_key(post), post.sid("CallSid"), caller(post.get("From")), post.need("To"))


def number_given(post: Posted) -> tuple[KeysPressed, str]:
    """The keys and which attempt they are, as the step's address says."""
    return keys_pressed(post), post.ref


def keys_pressed(post: Posted) -> KeysPressed:
    return KeysPressed(_key(post, _keys(post)), post.sid("CallSid"), _keys(post))


def counted_keys(post: Posted) -> tuple[KeysPressed, int]:
    """The keys and how often they were asked for, as the step's address says."""
    if not _COUNT.fullmatch(post.ref):
        raise Unusable("The address does not say how often was asked.")
    return keys_pressed(post), int(post.ref)


def step_reached(post: Posted) -> CallEvent:
    return CallEvent(_key(post), post.sid("CallSid"))


def offer_asked(post: Posted) -> OfferAsked:
    return OfferAsked(_key(post), post.get("ParentCallSid"), post.ref, post.sid("CallSid"))


def offer_keyed(post: Posted) -> OfferKeyed:
    return OfferKeyed(
        _key(post, _keys(post)),
        post.get("ParentCallSid"),
        post.ref,
        post.sid("CallSid"),
        _keys(post),
    )


def hop_ended(post: Posted) -> HopEnded:
    return HopEnded(
        _key(post),
        post.sid("CallSid"),
        post.ref,
        _dialled(post),
        post.get("DialBridged") == "true",
        post.seconds("DialCallDuration"),
        caller_gone=_caller_gone(post),
    )


def deflection_ended(post: Posted) -> DeflectionEnded:
    return DeflectionEnded(
        _key(post),
        post.sid("CallSid"),
        post.ref,
        _dialled(post),
        post.get("DialBridged") == "true",
        post.seconds("DialCallDuration"),
        caller_gone=_caller_gone(post),
    )


def queue_left(post: Posted) -> QueueLeft:
    return QueueLeft(
        _key(post),
        post.sid("CallSid"),
        kept_out=post.get("QueueResult") != "leave",
        caller_gone=_caller_gone(post),
    )


def leg_moved(post: Posted) -> LegMoved:
    return LegMoved(
        _status_key(post),
        post.get("ParentCallSid"),
        post.ref,
        post.sid("CallSid"),
        _state(post, "CallStatus"),
    )


def deflection_leg_moved(post: Posted) -> DeflectionLegMoved:
    return DeflectionLegMoved(
        _status_key(post),
        post.get("ParentCallSid"),
        post.ref,
        post.sid("CallSid"),
        _state(post, "CallStatus"),
        post.seconds("CallDuration"),
    )


def over(post: Posted) -> CallOver:
    return CallOver(
        _status_key(post),
        post.sid("CallSid"),
        _state(post, "CallStatus"),
        post.seconds("CallDuration"),
        caller(post.get("From")),
        post.get("To"),
    )


def message_left(post: Posted) -> MessageLeft:
    seconds = post.seconds("RecordingDuration")
    return MessageLeft(_key(post), post.sid("CallSid"), seconds, _recording(post))


def message_ready(post: Posted) -> MessageReady | None:
    """None while there is nothing to fetch."""
    status = post.need("RecordingStatus")
    if status != "completed":
        return None
    call, recording = post.sid("CallSid"), post.sid("RecordingSid")
    key = f"{call} {recording} {status}"
    return MessageReady(key, call, recording, post.seconds("RecordingDuration"))


def back_answered(post: Posted) -> BackEvent:
    return BackEvent(_key(post), post.sid("CallSid"), post.ref)


def back_keyed(post: Posted) -> BackEvent:
    return BackEvent(_key(post, _keys(post)), post.sid("CallSid"), post.ref, keys=_keys(post))


def back_leg(post: Posted) -> BackEvent:
    """The leg to the requester; the call is the one we placed, its parent."""
    return BackEvent(
        _status_key(post),
        post.sid("ParentCallSid"),
        post.ref,
        state=_state(post, "CallStatus"),
        seconds=post.seconds("CallDuration"),
        leg=post.sid("CallSid"),
    )


def back_ended(post: Posted) -> BackEvent:
    return BackEvent(
        _key(post),
        post.sid("CallSid"),
        post.ref,
        state=_dialled(post),
        bridged=post.get("DialBridged") == "true",
        seconds=post.seconds("DialCallDuration"),
    )


def back_over(post: Posted) -> BackEvent:
    return BackEvent(
        _status_key(post),
        post.sid("CallSid"),
        post.ref,
        state=_state(post, "CallStatus"),
        seconds=post.seconds("CallDuration"),
    )


def notice_moved(post: Posted) -> NoticeMoved:
    sid, status = post.sid("MessageSid"), post.get("MessageStatus") or post.need("SmsStatus")
    if not _STATUS.fullmatch(status):
        raise Unusable("MessageStatus is no status of a message.")
    failure = _failure(post, status) if status in _LOST else None
    return NoticeMoved(f"{sid} {status}", post.ref, sid, status == "delivered", failure)


def _failure(post: Posted, status: str) -> str:
    """The carrier's figures for it: its words, or anybody's, are not kept."""
    code = post.get("ErrorCode")
    return code if _CODE.fullmatch(code) else status


def text_came(post: Posted) -> TextCame:
    return text(
        post.sid("MessageSid"),
        sender=post.get("From"),
        called=post.need("To"),
        words=post.get("Body"),
        media=post.seconds("NumMedia"),
    )


def text(sid: str, *, sender: str, called: str, words: str, media: int) -> TextCame:
    """All segments come as one; without NULs, which no database keeps."""
    words = words.replace("\0", "")
    word = words.strip().rstrip(".!").upper()
    return TextCame(
        key=sid,
        sender=caller(sender),
        word=word if _WORD.fullmatch(word) else "",
        called=called,
        words=words,
        media=min(media, _MOST_MEDIA),
    )


def caller(shown: str) -> str | None:
    """The caller's number, or None where it was withheld, blank or no telephone number."""
    if shown in _SPELLED or not _E164.fullmatch(shown):
        return None
    return shown


def _keys(post: Posted) -> str:
    keys = post.get("Digits")
    if not _KEYS.fullmatch(keys):
        raise Unusable("Digits are no keys of a telephone.")
    return keys


def _recording(post: Posted) -> str | None:
    """Its id, also as the last part of its address, which is never fetched."""
    named = post.get("RecordingSid") or post.get("RecordingUrl").rpartition("/")[2]
    return named if _RECORDING.fullmatch(named) else None


def _caller_gone(post: Posted) -> bool:
    return bool(post.get("CallStatus")) and _state(post, "CallStatus").over


def _dialled(post: Posted) -> LegState:
    """How what was to be dialled ended; where the desk went on without dialling, the carrier has no
    word for it."""
    return _state(post, "DialCallStatus") if post.get("DialCallStatus") else LegState.FAILED


def _state(post: Posted, name: str) -> LegState:
    try:
        return leg_state(post.need(name))
    except ValueError as error:
        raise Unusable(f"{name} is no status the carrier documents.") from error


def _key(post: Posted, pressed: str = "") -> str:
    if len(pressed) > 1:
        pressed = hmac.new(post.secret.encode(), pressed.encode(), sha256).hexdigest()[:32]
    return f"{post.need('CallSid')} {post.path} {pressed}".rstrip()


def _status_key(post: Posted) -> str:
    given = post.get("SequenceNumber")
    number = given if _CODE.fullmatch(given) else "-"
    return f"{post.need('CallSid')} {number} {post.need('CallStatus')}"
