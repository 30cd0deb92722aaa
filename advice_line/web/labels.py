"""What values of closed lists are called on the pages."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from advice_line.call_kinds import CallReason, CallStage, ColleagueState
from advice_line.desk.ring_back.placed import Calling
from advice_line.kinds import (
    AlertWord,
    CaseState,
    Channel,
    ContactEnded,
    NoticeKind,
    OfferState,
    OutChannel,
    PromiseState,
    QueryState,
    TaskKind,
)
from advice_line.rules import labels, topics
from advice_line.rules.record import ViewedOn
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
CHANNELS = {
    Channel.CALL: "Telephone",
    Channel.CALL_BACK: "Telephone",
    Channel.EMAIL: "Email",
    Channel.SMS: "Text message",
    Channel.FORM: "Form",
    Channel.CHAT: "Chat",
    Channel.API: "Their own system",
    Channel.PAGE: "This page",
}
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
NOTICES = {
    NoticeKind.REFERENCE_NOTICE: "Reference for the caller",
    NoticeKind.ANSWER_TEXT: "Where an answer is to be read",
    NoticeKind.PROMISE_NOTICE: "Promised time for the caller",
    NoticeKind.RECORD_LINK: "Link to write a record",
    NoticeKind.FRESH_LINK: "Fresh link to a record",
    NoticeKind.UNWRITTEN_RECORDS: "Reminder of unwritten records",
    NoticeKind.UNWRITTEN_AT_SHIFT_END: "Unwritten records, at the end of a shift",
    NoticeKind.UNWRITTEN_TO_LEAD: "Unwritten records, to the lead",
    NoticeKind.COUNTERSIGN_OWED: "Advice to countersign",
    NoticeKind.GLASS_BROKEN: "A broken glass",
    NoticeKind.ROOM_ENTERED: "Moving a call into a room",
    NoticeKind.CALLER_HELD: "Putting a caller on hold",
    NoticeKind.CALLER_BACK: "Taking a caller back from hold",
    NoticeKind.ROOM_TOLD: "Saying on a call that a colleague does not come",
    NoticeKind.COLLEAGUE_CALL: "Ringing a colleague into a call",
    NoticeKind.COLLEAGUE_RELEASED: "Ending the ring of a colleague",
    NoticeKind.HOST_RELEASED: "Ending a responder's call",
    NoticeKind.CALLER_SENT_ON: "Fetching a caller out of an empty room",
    NoticeKind.RECORDING_BEGUN: "Beginning a recording",
    NoticeKind.RECORDING_PAUSED: "Pausing a recording",
    NoticeKind.RECORDING_RESUMED: "Going on with a recording",
    NoticeKind.RING_BACK_OWED: "Reminder of a call back",
    NoticeKind.RING_BACK_CALL: "Call back",
    NoticeKind.SIGN_IN_CODE: "Code to sign in",
    **labels.PEOPLE_NOTICES,
    NoticeKind.ROTA_FINDINGS: "What is wrong on the rota",
    NoticeKind.REACH_CHECK: "Question whether who is first on can be reached",
    NoticeKind.REACH_UNANSWERED: "Notice that who is first on has not answered",
    NoticeKind.REACH_ANSWERED: "Notice that who is first on has answered after all",
    NoticeKind.PROMISE_MOVED: "New promised time for the caller",
    NoticeKind.PROMISE_LATE: "Word to the caller that the call back is late",
    NoticeKind.NEW_TIME_UNTOLD: "Notice that a caller was not told of a new time",
    NoticeKind.CALL_PUT_OFF: "Notice that a call back is put off",
    NoticeKind.SERVICE_ALARM: "Alarm about the service itself",
    NoticeKind.TRAIL_HEAD: "Head of the trail, to who keeps it",
    NoticeKind.ROTA_CHANGED: "Change of the rota",
    NoticeKind.ROTA_REPORTED: "Changes of the rota, to its manager",
    NoticeKind.SWAP_ASKED: "Request to take duty",
    NoticeKind.SWAP_TAKEN: "Notice that duty was taken",
    NoticeKind.SWAP_CLOSED: "Notice that nobody is asked any more",
    NoticeKind.SWAP_WITHOUT_EFFECT: "Notice that a request came to nothing",
    NoticeKind.OWED_ON_LEAVING: "What is still owed, to who leaves",
    NoticeKind.OWED_OFFERED: "Calls back to take over",
    NoticeKind.OWED_TO_LEAD: "Call back that nobody took over, to the lead",
    NoticeKind.LETTER: "Advice letter",
    NoticeKind.LETTER_NOTICE: "Notice that a reply is waiting",
    NoticeKind.LETTER_CODE: "Code to read a letter",
    NoticeKind.MESSAGE_UNTYPED: "Notice that a spoken message is not typed, to the lead",
    NoticeKind.TEXT_JOINED: "Notice that the requester has texted",
    NoticeKind.TEXT_RING_US: "Answer to a text: please ring us",
    NoticeKind.TEXT_WE_RING: "Answer to a text: we ring you",
    NoticeKind.QUESTION_RECEIVED: "Word to its asker that a question is kept",
    NoticeKind.QUESTION_WAITING: "Notice of a written question",
    NoticeKind.CHAT_HOME: "Somebody's own page in the chat",
    NoticeKind.CHAT_CARD: "Card in the chat",
    NoticeKind.MAIL_DIGEST: "Word of mails to look through",
    NoticeKind.MAIL_UNCLEARED: "Notice of mails that nobody has cleared, to the lead",
    NoticeKind.QUESTION_OWED: "Notice of a question that is not answered",
    NoticeKind.QUESTION_LATER: "Notice of a later answer",
    NoticeKind.QUESTION_LEFT: "Question that nobody had taken at closing, to who is named for it",
    NoticeKind.QUESTION_CALL: "Ring for a question",
    NoticeKind.QUESTION_CALL_ENDED: "Ending the ring for a question",
    NoticeKind.WORDS_JOINED: "Notice that the requester has written again",
    NoticeKind.ADDRESS_CODE: "Code to show that an address is theirs",
    NoticeKind.QUESTION_CODE: "Code to see what was asked",
    NoticeKind.QUESTION_ASKED_BACK: "What the requester is asked back",
    NoticeKind.ASKED_BACK_REMINDER: "Reminder to the requester of what was asked back",
    NoticeKind.ASKED_BACK_SILENT: "Notice that the requester has not answered",
    NoticeKind.PASS_ON_OFFERED: "Query offered to a colleague",
    NoticeKind.PASS_ON_TAKEN: "Notice that a colleague has taken a query",
    NoticeKind.PASS_ON_RETURNED: "Notice that nobody took a query that was offered",
    NoticeKind.SYSTEM_TOLD: "News to a practice's own system",
    NoticeKind.ANSWER_READY: "Answer to who asked in writing",
    NoticeKind.RECORD_COPY: "Letter for the hospital's own record",
    NoticeKind.RECEIPT_REMINDER: "Reminder that an answer waits to be received",
    NoticeKind.ALERT: "Alert to a practice",
    NoticeKind.ALERT_REMINDER: "Reminder of an alert to a practice",
    NoticeKind.ALERT_WITHDRAWN: "Notice that an alert is withdrawn",
    NoticeKind.ALERT_OWED: "Notice that an alert is to be seen to",
    NoticeKind.ALERT_SHOWN: "Alert in the line's channel",
    NoticeKind.REPORT_OWED: "Notice of what is owed about a report",
    NoticeKind.PRACTICE_CANNOT_ACT: "Notice that a practice cannot act on advice",
    NoticeKind.TRACER_ASKED: "Question what came of advice",
    NoticeKind.TRACER_CODE: "Code to say what came of advice",
    NoticeKind.ADVICE_NOT_FOLLOWED: "Notice that urgent advice was not done as advised",
    NoticeKind.GUIDANCE_REVIEW: "Reminder to look at a page of guidance again",
    NoticeKind.GUIDANCE_ASKED: "Word of comments on a page of guidance",
    NoticeKind.GUIDANCE_ANSWERED: "Word to a reader that their comment is answered",
    NoticeKind.WELCOME_PACK: "Welcome pack for a practice",
    NoticeKind.NOTICES_BUNDLED: "What waited for the morning, in one notice",
    NoticeKind.READ_SAID_OWED: "Notice of words outside a scope, to read",
    NoticeKind.DUTY_TEXTS_STOPPED: "Notice that somebody on the rota has stopped our texts",
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
        "image_modality": choices(labels.IMAGES),
        "viewed_on": choices(VIEWED_ON),
        "urgency_asked": choices(URGENCY_ASKED),
        "urgency_set": choices(URGENCY_SET),
        "number_missing_reason": _same(missing),
        "missing_information": _same(MISSING),
        "action_owner": _same(ACTION_OWNERS),
        "action_by": choices(ACTION_DAYS),
    }


def case_choices() -> dict[str, list[Choice]]:
    return {"topic": choices(topics.TOPICS), "modality": choices(topics.MODALITIES)}


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
