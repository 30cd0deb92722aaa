"""The closed lists of a call: what a caller asked for by key, and where in the call they are."""

from enum import StrEnum


class CallReason(StrEnum):
    """What the caller's key in the menu said; nobody computes it, and silence is no reason.
    `worried` about a result, who was chasing a report before."""

    NOW = "now"
    LATER = "later"
    CHASING = "chasing"
    OTHER = "other"
    WORRIED = "worried"


class CallStage(StrEnum):
    """Where a call is; `rules/call_stages.py` says from where to where it may go."""

    GREETING = "greeting"
    MENU_AGAIN = "menu_again"
    ABOUT = "about"
    NUMBER = "number"
    CHOICE = "choice"
    ANSWER = "answer"
    DESK = "desk"
    HUNT = "hunt"
    QUEUE = "queue"
    TALK = "talk"
    HOLD = "hold"
    TRANSFER = "transfer"
    CLOSED = "closed"
    MESSAGE = "message"
    OVER = "over"


class DeflectionKind(StrEnum):
    """By what a caller was served without a radiologist."""

    DESK = "desk"
    ANSWER = "answer"
    TEXT = "text"


class DeflectionState(StrEnum):
    """`told`: words are being said to a caller who may still choose."""

    TOLD = "told"
    RINGING = "ringing"
    ANSWERED = "answered"
    UNANSWERED = "unanswered"
    WITHDRAWN = "withdrawn"


class ColleagueState(StrEnum):
    """Of somebody who is asked into a talk: `joined` by their own key, and `left` after that."""

    ASKED = "asked"
    JOINED = "joined"
    DECLINED = "declined"
    UNANSWERED = "unanswered"
    WITHDRAWN = "withdrawn"
    LEFT = "left"


class PointKind(StrEnum):
    """What a contact point is."""

    DUTY_PHONE = "duty_phone"
    DECT = "dect"
    DIRECT_DIAL = "direct_dial"


class Fallback(StrEnum):
    """What is rung where a contact point does not answer: its holder's own mobile, or nothing."""

    MOBILE = "mobile"
    NONE = "none"


class SoundKind(StrEnum):
    """What a kept sound is: what a caller said after the tone, or a call."""

    MESSAGE = "message"
    RECORDING = "recording"


class MessageKind(StrEnum):
    """Whose words they are: the requester's, ours to the requester, or ours among ourselves."""

    INCOMING = "incoming"
    OUTGOING = "outgoing"
    INTERNAL = "internal"


class RingBacks(StrEnum):
    """Who sees to it that a line's promises are rung: the system, or who presses the button."""

    AUTOMATIC = "automatic"
    BY_HAND = "by_hand"


class RingBackEnd(StrEnum):
    """What became of one try to ring a requester back; `unsaid`: it was picked up for a moment, and
    nobody said by whom or what."""

    NOT_RUNG = "not_rung"
    UNANSWERED = "unanswered"
    NO_KEY = "no_key"
    NOT_ME = "not_me"
    TOO_LATE = "too_late"
    BUSY = "busy"
    NO_ANSWER = "no_answer"
    FAILED = "failed"
    UNSAID = "unsaid"
    MACHINE = "machine"
    SPOKE = "spoke"


class AlarmKind(StrEnum):
    """What can be wrong with the service itself. Those of `STANDING` stand until they are mended;
    the others have happened and are told."""

    TEST_CALL = "test_call"
    FALLBACK = "fallback"
    LISTS_UNREAD = "lists_unread"
    DURING_OUTAGE = "during_outage"
    SPEND = "spend"
    NUMBER_OVER_LIMIT = "number_over_limit"
    LINE_OVER_LIMIT = "line_over_limit"
    NOT_DIALLED = "not_dialled"
    LEGS_FULL = "legs_full"
    CHAT_CHANNEL = "chat_channel"
    CHAT_UNREAD = "chat_unread"
    CHAT_UNHEARD = "chat_unheard"
    MAILBOX_UNREAD = "mailbox_unread"
    MAIL_UNSENT = "mail_unsent"
    HEAD_UNSENT = "head_unsent"


STANDING = (
    AlarmKind.TEST_CALL,
    AlarmKind.FALLBACK,
    AlarmKind.LISTS_UNREAD,
    AlarmKind.CHAT_CHANNEL,
    AlarmKind.CHAT_UNHEARD,
    AlarmKind.MAILBOX_UNREAD,
    AlarmKind.MAIL_UNSENT,
    AlarmKind.HEAD_UNSENT,
)


class HostLeft(StrEnum):
    """How the host of a room has left it: still on the line, or no more."""

    BY_STAR = "by_star"
    GONE = "gone"


class Face(StrEnum):
    """Where an offer was put before its responder."""

    PHONE = "phone"
    PAGE = "page"
    CHAT = "chat"
