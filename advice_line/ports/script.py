"""What a caller or a responder hears and may do, in no vendor's words.

A `Script` is read from the top. `Ask`, `Connect` and `Record` come back to the desk at their
`then` step; where an `Ask` gets no key, the next verb follows. Scripts are stored as JSON so that
a carrier's retry gets the same answer rendered again.
"""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class StepName(StrEnum):
    """Where a call comes back to; a carrier's adapter turns each into an address."""

    GREETED = "greeted"
    MENU_AGAIN = "menu-again"
    OVER_LIMIT = "over-limit"
    CHASED_KEYED = "chased-keyed"
    ABOUT_KEYED = "about-keyed"
    ANSWER_HEARD = "answer-heard"
    ANSWER_KEYED = "answer-keyed"
    OTHER_NUMBER = "other-number"
    OTHER_GIVEN = "other-given"
    DESK_SILENT = "desk-silent"
    NUMBER_GIVEN = "number-given"
    DEFLECTION_ENDED = "deflection-ended"
    DEFLECTION_LEG = "deflection-leg"
    HOP_ENDED = "hop-ended"
    WHISPER = "whisper"
    WHISPER_KEYED = "whisper-keyed"
    NAMED = "named"
    NAMED_AGAIN = "named-again"
    QUEUE_JOINED = "queue-joined"
    QUEUE_ROUND = "queue-round"
    QUEUE_KEYED = "queue-keyed"
    QUEUE_LEFT = "queue-left"
    MESSAGE_LEFT = "message-left"
    MESSAGE_READY = "message-ready"
    BACK_ANSWERED = "back-answered"
    CALL_BACK_CHOSEN = "call-back-chosen"
    CALL_BACK_NUMBER = "call-back-number"
    BACK_KEYED = "back-keyed"
    BACK_KEYED_AGAIN = "back-keyed-again"
    BACK_NAMED = "back-named"
    BACK_NAMED_AGAIN = "back-named-again"
    BACK_SPOKE = "back-spoke"
    BACK_SPOKE_AGAIN = "back-spoke-again"
    BACK_ENDED = "back-ended"
    BACK_AGAIN = "back-again"
    BACK_ENDED_AGAIN = "back-ended-again"
    LEG = "leg"
    CHECK_KEYED = "check-keyed"
    CHECK_WHISPER = "check-whisper"
    CHECK_ACCEPTED = "check-accepted"
    CHECK_ENDED = "check-ended"
    BACK_LEG = "back-leg"
    QUESTION_ANSWERED = "question-answered"
    QUESTION_KEYED = "question-keyed"
    QUESTION_KEYED_AGAIN = "question-keyed-again"
    QUESTION_NAMED = "question-named"
    QUESTION_NAMED_AGAIN = "question-named-again"
    ROOM_ENTERED = "room-entered"
    ROOM_AWAITED = "room-awaited"
    ROOM_ALONE = "room-alone"
    ROOM_HELD = "room-held"
    ROOM_TOLD = "room-told"
    ROOM_LEFT = "room-left"
    ROOM_EMPTY = "room-empty"
    ROOM_STARRED = "room-starred"
    COLLEAGUE_ASKED = "colleague-asked"
    COLLEAGUE_KEYED = "colleague-keyed"
    CALL_RECORDED = "call-recorded"
    CUT_OFF = "cut-off"


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Step(_Value):
    """`ref` is an opaque public id (an offer, a deflection, an attempt) or empty; never text of a
    person."""

    name: StepName
    ref: str = ""


class Say(_Value):
    verb: Literal["say"] = "say"
    words: str


class Play(_Value):
    """A sound instead of words. `words` are what it says: for whoever reads what was told, and what
    is spoken where no sound can be played; `url` is public, for the carrier fetches it."""

    verb: Literal["play"] = "play"
    url: str
    words: str


class Pause(_Value):
    verb: Literal["pause"] = "pause"
    seconds: int


class Ask(_Value):
    """Keys work from the first word. `keys` is how many end it; None means until the hash key."""

    verb: Literal["ask"] = "ask"
    words: tuple[str | Play, ...]
    keys: int | None = 1
    seconds: int = 5
    then: Step


class Connect(_Value):
    """Ring one number for `ring_seconds`; who answers hears the document of `whisper` first.

    The two are joined only after the whisper ends without hanging up (at once where there is
    none); `watch` is told how the rung leg fares; `then` follows in any case.
    """

    verb: Literal["connect"] = "connect"
    number: str
    ring_seconds: int
    show_number: str
    whisper: Step | None
    watch: Step | None = None
    then: Step


class Record(_Value):
    """Record what the caller says; `ready` is told when the recording can be fetched. The silence
    that ends it is long enough to find a patient's number in: the carrier's own five seconds are
    not."""

    verb: Literal["record"] = "record"
    max_seconds: int = 180
    silence_seconds: int = 10
    then: Step
    ready: Step


class GoTo(_Value):
    verb: Literal["go_to"] = "go_to"
    then: Step


class HangUp(_Value):
    verb: Literal["hang_up"] = "hang_up"


class Wait(_Value):
    """Wait in the queue of this name, hearing the document of `during` and what it leads to, until
    that leaves or the caller does; `then` follows in any case.

    While they wait only words, questions, leaving and hanging up are possible.
    """

    verb: Literal["wait"] = "wait"
    queue: str
    during: Step
    then: Step


class Tones(_Value):
    """Press these keys for whoever is on the line; `w` waits half a second."""

    verb: Literal["tones"] = "tones"
    keys: str


class Leave(_Value):
    """Out of the queue."""

    verb: Literal["leave"] = "leave"


class Meet(_Value):
    """In the room of this name with whoever else is in it; `then` follows for who is still on the
    line when it is over. It is over for all when somebody leaves whose leaving `ends` it. Who is
    alone there hears the document of `alone`, or nothing. With `star` they may leave by that key.
    """

    verb: Literal["meet"] = "meet"
    room: str
    ends: bool
    star: bool = False
    alone: Step | None = None
    then: Step


class Join(_Value):
    """The whisper is over: join the two who are on the line."""

    verb: Literal["join"] = "join"


Verb = Annotated[
    Say
    | Play
    | Pause
    | Tones
    | Ask
    | Connect
    | Record
    | GoTo
    | HangUp
    | Wait
    | Leave
    | Join
    | Meet,
    Field(discriminator="verb"),
]


class Script(_Value):
    verbs: tuple[Verb, ...] = ()


def script(*verbs: Verb) -> Script:
    return Script(verbs=verbs)
