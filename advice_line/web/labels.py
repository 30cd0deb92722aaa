"""What values of closed lists are called on the pages."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from advice_line.call_kinds import CallReason, CallStage, ColleagueState
from advice_line.desk.ring_back.placed import Calling
from advice_line.kinds import (
    AlertWord,
    CaseState,
    ContactEnded,
    OfferState,
    PromiseState,
    QueryState,
    TaskKind,
)
from advice_line.outgoing_kinds import OutChannel
from advice_line.rules import case_tags, labels, outcomes, topics, tracer_form
from advice_line.rules.record import ViewedOn
from advice_line.web.notice_labels import NOTICES as NOTICES
from advice_line.web.rendering import Choice
from advice_line.written_kinds import WouldHaveDone
from rota.values import Tier

Value = TypeVar("Value", bound=str)

STATES = {
    QueryState.RECEIVED: "Ringing",
    QueryState.WAITING: "Waiting",
    QueryState.OFFERED: "Ringing",
    QueryState.ACCEPTED: "Taken",
    QueryState.ASKED_BACK: "Asked back",
    QueryState.ADVISED: "Advised",
    QueryState.ACKNOWLEDGED: "Acknowledged",
    QueryState.DEFLECTED: "With the desk",
    QueryState.CLOSED: "Closed",
}
CHANNELS = labels.CHANNELS
URGENCY_ASKED = labels.URGENCY_ASKED
URGENCY_SET = {
    AlertWord.CRITICAL: "CRITICAL",
    AlertWord.URGENT: "URGENT",
    AlertWord.CANCER: "CANCER",
    AlertWord.ROUTINE: "ROUTINE",
}
TIERS = {Tier.FIRST: "Tier 1", Tier.SECOND: "Tier 2", Tier.LEAD: "Lead"}
TASKS = {
    TaskKind.WRITE_ADVICE: "Write the advice",
    TaskKind.WRITE_SAID: "Write down what you said before you passed the call on",
    TaskKind.RING_BACK: "Ring back",
    TaskKind.RING_PRACTICE: "Ring the practice: nobody has said that they have the advice",
    TaskKind.TRACE_CALLER: "Trace the caller: no number was left",
    TaskKind.CHECK_BOUNCE: "Check the address: what we sent did not arrive",
    TaskKind.CHECK_AWAY: "Ask whether somebody has read it: who it went to is away",
    TaskKind.CODE_CLOSED: "Find out who has the patient now: the practice's code is closed",
    TaskKind.FILE_LETTER: "See why a letter is not in the hospital's own record",
    TaskKind.UNREADABLE_MAIL: "Open a mail that could not be read here",
    TaskKind.TELL_NEW_TIME: "Tell them the new time of their call back",
    TaskKind.ANSWER_QUERY: "Answer the question",
    TaskKind.START_ALERT: "Start the alert: you differ from a report, and it changes management",
    TaskKind.ADDENDUM_REQUEST: "A report needs an addendum: say when there is one",
    TaskKind.TELL_REPORTER: "Tell the original reporter, for learning",
    TaskKind.AWAIT_ANSWER: "Ring the requester: no answer to what was asked back",
    TaskKind.READ_SAID: "Read what was said outside a scope and written since you signed",
    TaskKind.RING_PROVIDER: "Ring who acts for the practice out of hours: nobody has the advice",
    TaskKind.CANNOT_ACT: "The practice cannot act on your advice: see why",
    TaskKind.NOT_FOLLOWED: "Your urgent advice was not done as advised: see why",
    TaskKind.COUNTERSIGN: "Countersign advice given outside its author's scope",
    TaskKind.FIND_PRACTICE: "Find the practice: it is not in our directory",
    TaskKind.FOLLOW_UP: "Ring the caller: it is for the radiology office",
    TaskKind.TYPE_MESSAGE: "Type what the caller said",
    TaskKind.LOST_SOUND: "No sound has come of what was recorded: ask again what was said",
}
ASKED_FOR: dict[str, str] = {
    CallReason.NOW: "a patient is waiting",
    CallReason.LATER: "advice that can wait",
    CallReason.CHASING: "chasing a request or a report",
    CallReason.OTHER: "something else",
    CallReason.WORRIED: "worried about a result",
}
ENDED = {
    ContactEnded.TALKED: "They talked",
    ContactEnded.PROMISED: "A call back was promised",
    ContactEnded.MESSAGE: "The caller left a message",
    ContactEnded.CLOSED: "The line was closed",
    ContactEnded.DEFLECTED: "A desk, words or the radiology office served them",
    ContactEnded.HUNG_UP: "The call ended before anybody could help",
    ContactEnded.FAILED: "No talk came of it, as far as we know",
    ContactEnded.PAPER: "It was taken on paper, to be rung back",
}
CALLING = {
    Calling.RINGING: "We are ringing your phone. Answer it and press 1, then we ring {who}.",
    Calling.ASKED: "Your phone was answered. Press 1 on it, then we ring {who}.",
    Calling.TAKEN: "You pressed 1: the call back is going on.",
}
OFFERS = {
    OfferState.SHOWN: "{who} is being rung",
    OfferState.ACCEPTED: "{who} accepted",
    OfferState.DECLINED: "{who} declined",
    OfferState.EXPIRED: "{who} did not answer",
    OfferState.WITHDRAWN: "{who} was no longer needed",
    OfferState.TOO_LATE: "{who} accepted after the caller had left",
    OfferState.FAILED: "{who} was not reached: the phone was busy, rejected it or had no network",
    OfferState.HANDED_OVER: "{who} has it no more",
}
PROMISES = {
    PromiseState.KEPT: "The promise was kept",
    PromiseState.BROKEN: "The promised time passed",
    PromiseState.WITHDRAWN: "The promise fell away with the query",
}
OUT_CHANNELS = {
    OutChannel.SMS: "Text message",
    OutChannel.CALL: "Telephone",
    OutChannel.LIVE_CALL: "A call going on",
    OutChannel.EMAIL: "Email",
    OutChannel.CHAT: "Chat",
    OutChannel.WEBHOOK: "Their own system",
    OutChannel.FOLDER: "The record's folder",
}
CASES = {
    CaseState.DRAFT: "Not offered",
    CaseState.PROPOSED: "To approve",
    CaseState.APPROVED: "Approved",
    CaseState.WITHDRAWN: "Withdrawn",
    CaseState.OBJECTED: "Withdrawn on request",
}
VIEWED_ON = {ViewedOn.REPORTING_SCREEN: "Reporting screen", ViewedOn.PHONE: "Phone"}
# Each writes its words into the field beside it.
NUMBER_MISSING = ("Caller did not have it", "Newborn", "Visitor")
NOT_GIVEN = "They did not give it"
MISSING = ("The images were not seen", "Earlier images were not seen", "Seen on a phone alone")
ACTION_OWNERS = ("The practice", "Radiology", "The patient")
ACTION_DAYS = {"today": "Today", "tomorrow": "Tomorrow"} | {
    "in 1 week": "In 1 week",
    "in 2 weeks": "In 2 weeks",
    "in 6 weeks": "In 6 weeks",
}


def choices(words: Mapping[Value, str]) -> list[Choice]:
    return [Choice(str(value), label) for value, label in words.items()]


def _same(words: tuple[str, ...]) -> list[Choice]:
    return [Choice(each, each) for each in words]


def record_choices(*, wrote: bool = False) -> dict[str, list[Choice]]:
    """The one-tap values of the record's page, by field; `wrote`: nobody called."""
    missing = (NOT_GIVEN, *NUMBER_MISSING[1:]) if wrote else NUMBER_MISSING
    return {
        "requester_role": choices(labels.REQUESTER_ROLES),
        "would_have_done": choices({each: labels.WOULD_HAVE_DONE[each] for each in WouldHaveDone}),
        "against_plan": choices(labels.AGAINST_PLAN),
        "image_modality": choices(labels.IMAGES),
        "viewed_on": choices(VIEWED_ON),
        "urgency_asked": choices(URGENCY_ASKED),
        "urgency_set": choices(URGENCY_SET),
        "number_missing_reason": _same(missing),
        "missing_information": _same(MISSING),
        "action_owner": _same(ACTION_OWNERS),
        "action_by": choices(ACTION_DAYS),
    }


_BANDS = {band: band for band in case_tags.AGE_BANDS}


def case_choices() -> dict[str, list[Choice]]:
    """Of what its author says when they confirm a case, and of its status."""
    return {
        "topic": choices(topics.TOPICS),
        "modality": choices(topics.MODALITIES),
        "question_type": choices(case_tags.QUESTION_TYPES),
        "age_band": choices(_BANDS),
        "status": choices(case_tags.STATUSES),
    }


_ON_THE_WAY = (CaseState.DRAFT, CaseState.PROPOSED, CaseState.APPROVED)
# What a search of the library narrows by, with what each list is called.
CASE_FILTERS: dict[str, tuple[str, Mapping[str, str]]] = {
    "topic": ("About", topics.TOPICS),
    "modality": ("Imaging", topics.MODALITIES),
    "question_type": ("What kind of question", case_tags.QUESTION_TYPES),
    "age_band": ("Age in years", _BANDS),
    "basis": ("Advice rests on", case_tags.BASES),
    "outcome": ("Outcome", {each: words.capitalize() for each, words in outcomes.WORDS.items()}),
    "traced": ("What came of it", tracer_form.TRACED),
    "status": ("Status", case_tags.STATUSES),
    "state": ("On its way", {each: CASES[each] for each in _ON_THE_WAY}),
    "nominated": ("Offered", {"yes": "Offered for teaching"}),
}


LIVE_STAGES: dict[CallStage | None, str] = {
    CallStage.TALK: "You are talking",
    CallStage.HOLD: "The caller is on hold",
    CallStage.TRANSFER: "A colleague is being asked",
    None: "You are in this call no more",
}
CONNECTING = "We are ringing them for you, and have not heard yet that they answered"
COLLEAGUES: dict[ColleagueState, str] = {
    ColleagueState.ASKED: "{who} is being rung",
    ColleagueState.JOINED: "{who} has joined",
    ColleagueState.DECLINED: "{who} declined",
    ColleagueState.UNANSWERED: "{who} did not answer",
    ColleagueState.WITHDRAWN: "{who} was no longer needed",
    ColleagueState.LEFT: "{who} has left",
}
# As what happened, where `COLLEAGUES` says how it stands.
ASKED_INTO_TALK: dict[ColleagueState, str] = {
    ColleagueState.ASKED: "{who} is being asked into the talk",
    ColleagueState.JOINED: "{who} joined the talk",
    ColleagueState.DECLINED: "{who} was asked into the talk and declined",
    ColleagueState.UNANSWERED: "{who} was asked into the talk and did not answer",
    ColleagueState.WITHDRAWN: "{who} was asked into the talk and no longer needed",
}


def by_key(reasons: Iterable[str]) -> list[str]:
    """What a caller said by their key, as a mark on a list."""
    return [ASKED_FOR[each][:1].upper() + ASKED_FOR[each][1:] for each in reasons]
