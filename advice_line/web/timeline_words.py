"""The timeline of a written question as its page says it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from advice_line.call_kinds import MessageKind
from advice_line.desk.staff import timeline
from advice_line.desk.staff.done_by_hand import Done
from advice_line.desk.staff.history import Event
from advice_line.desk.staff.opening import Open
from advice_line.desk.staff.timeline_report import OfAlert, OfReport, ReportFact
from advice_line.kinds import Channel, TaskKind
from advice_line.outgoing_kinds import NoticeKind, OutgoingState
from advice_line.rules.labels import DELAY_REASONS, PASS_REASONS
from advice_line.rules.wording import day_in_words
from advice_line.web import alert_words, labels, naming, query_steps
from advice_line.web import words as words_of
from advice_line.web.files_shown import FileShown, files
from advice_line.web.query_words import among_colleagues
from advice_line.written_kinds import DelayState, PassOnState

_BECAME = {
    timeline.LoopFact.COUNTERSIGNED: "countersigned by {how}",
    timeline.LoopFact.SENT: "handed to the mail server",
    timeline.LoopFact.DELIVERED: "delivered",
    timeline.LoopFact.FAILED: "could not be delivered",
    timeline.LoopFact.OPENED: "opened",
    timeline.LoopFact.FETCHED: "fetched by the practice's own system",
}
_OFFERED = {
    PassOnState.OPEN: "{giver} offered it to {to}: {reason}",
    PassOnState.ACCEPTED: "{by} accepted it from {giver}",
    PassOnState.DECLINED: "{by} could not take it: it stayed with {giver}",
    PassOnState.EXPIRED: "Nobody took it in time: it stayed with {giver}",
    PassOnState.WITHDRAWN: "It was offered no more",
}
_LATER = {
    DelayState.OPEN: "{who} promised an answer by {until}: it {why}",
    DelayState.KEPT: "The promised time was kept",
    DelayState.BROKEN: "The promised time passed",
    DelayState.WITHDRAWN: "The promised time fell away with the query",
}
_DONE = {
    TaskKind.RING_PRACTICE: "rang the practice about the advice",
    TaskKind.RING_PROVIDER: "rang who acts for the practice out of hours",
    TaskKind.CHECK_BOUNCE: "saw to what had not arrived",
    TaskKind.CHECK_AWAY: "asked whether somebody has read the letter",
    TaskKind.CANNOT_ACT: "saw why the practice cannot act",
    TaskKind.READ_SAID: "read what was said before it was passed on",
    TaskKind.FOLLOW_UP: "saw to the caller whom the office was to ring",
    TaskKind.FIND_PRACTICE: "looked for the practice",
    TaskKind.LOST_SOUND: "asked again what was said",
    TaskKind.TRACE_CALLER: "found the caller's number",
    TaskKind.TELL_NEW_TIME: "told them the new time",
    TaskKind.TYPE_MESSAGE: "typed the message",
    TaskKind.UNREADABLE_MAIL: "opened the mail that could not be read",
    TaskKind.TELL_REPORTER: "told the original reporter",
}
_REPORT = {
    ReportFact.DIFFERS: "{who} differs from the issued report: {changes}",
    ReportFact.ADDENDUM_ASKED: "An addendum to the report was asked for",
    ReportFact.ADDENDUM_EXISTS: "{who} said that the report has an addendum of {on} by {whose}",
    ReportFact.NO_ALERT: "{who} said why no alert is needed",
}


@dataclass(frozen=True)
class StepShown:
    """`text` is what somebody wrote; `inside`: among colleagues, which never leaves."""

    words: str
    at: datetime
    mark: str
    text: str | None = None
    inside: bool = False
    files: tuple[FileShown, ...] = ()


def steps(seen: Open, entries: Sequence[timeline.Entry]) -> list[StepShown]:
    return [_step(seen, entry) for entry in entries]


def _step(seen: Open, entry: timeline.Entry) -> StepShown:
    if isinstance(entry, Event):
        step = query_steps.step(seen, entry)
        return StepShown(step.words, step.at, step.mark)
    if isinstance(entry, timeline.Words):
        return _said(seen, entry)
    if isinstance(entry, timeline.Told):
        return _told(entry)
    if isinstance(entry, timeline.Offered):
        mark, inside = _mark_of(entry.state), entry.words is not None
        return StepShown(_offered(entry), entry.at, mark, entry.words, inside)
    if isinstance(entry, timeline.Later):
        return _later(seen, entry)
    if isinstance(entry, OfAlert):
        return _of_alert(entry)
    if isinstance(entry, OfReport):
        return _of_report(entry)
    if isinstance(entry, Done):
        return StepShown(f"{entry.who or 'Somebody'} {_DONE[entry.kind]}", entry.at, "done")
    if isinstance(entry, timeline.Signed):
        which = "the advice" if entry.version == 1 else f"addendum {entry.version - 1}"
        return StepShown(f"{entry.author} signed {which}", entry.at, "done")
    return _became(entry)


def _said(seen: Open, entry: timeline.Words) -> StepShown:
    said = entry.said
    how = labels.CHANNELS[said.channel].lower()
    inside = said.kind is MessageKind.INTERNAL
    if inside:
        words = f"{entry.by or 'Somebody'} {among_colleagues(said)}"
    elif said.kind is MessageKind.OUTGOING:
        words = f"{entry.by or 'We'} asked the requester ({how})"
    else:
        did = "wrote" if said.words or entry.files or said.media else "asked, without a word"
        words = f"{entry.by or naming.of(seen)} {did} ({how})"
    if said.channel is Channel.SMS and not inside:
        words = f"{entry.by or naming.of(seen)} texted"
    kept = files(seen.query.reference, entry.files)
    return StepShown(words, entry.at, "", said.words, inside, kept)


def _told(entry: timeline.Told) -> StepShown:
    what = labels.NOTICES[NoticeKind(entry.kind)]
    if entry.state is OutgoingState.DEAD:
        return StepShown(f"{what}: it did not get through", entry.at, "bad")
    said = "delivered" if entry.state is OutgoingState.DELIVERED else "handed over"
    return StepShown(f"{what}: {said}", entry.at, "")


def _offered(entry: timeline.Offered) -> str:
    return _OFFERED[entry.state].format(
        giver=entry.giver,
        to=entry.to or "whoever is on",
        by=entry.by or "Somebody",
        reason=PASS_REASONS[entry.reason],
    )


def _later(seen: Open, entry: timeline.Later) -> StepShown:
    until = words_of.moment_in_words(entry.until, seen.now, seen.line.time_zone)
    said = _LATER[entry.state].format(who=entry.who, until=until, why=DELAY_REASONS[entry.reason])
    mark = {DelayState.KEPT: "done", DelayState.BROKEN: "bad"}.get(entry.state, "")
    return StepShown(said, entry.at, mark)


def _of_alert(entry: OfAlert) -> StepShown:
    said = alert_words.said(entry.fact)
    words = f"Alert {entry.reference}: {said[:1].lower()}{said[1:]}"
    return StepShown(words, entry.at, alert_words.mark(entry.fact))


def _of_report(entry: OfReport) -> StepShown:
    changes = "it changes management" if entry.changes else "it does not change management"
    on = day_in_words(entry.on) if entry.on else ""
    words = _REPORT[entry.fact].format(who=entry.who, changes=changes, on=on, whose=entry.whose)
    inside, mark = entry.words is not None, "done" if entry.on else ""
    return StepShown(words, entry.at, mark, entry.words, inside)


def _mark_of(state: PassOnState) -> str:
    if state is PassOnState.ACCEPTED:
        return "done"
    return "bad" if state in (PassOnState.DECLINED, PassOnState.EXPIRED) else ""


def _became(entry: timeline.Became) -> StepShown:
    which = "The advice" if entry.version == 1 else f"Addendum {entry.version - 1}"
    if entry.fact is timeline.LoopFact.FAILED:
        return StepShown(f"{which} {_BECAME[entry.fact]}", entry.at, "bad")
    return StepShown(f"{which}{_what_became(entry)}", entry.at, "done")


def _what_became(entry: timeline.Became) -> str:
    if entry.word is not None:
        said = query_steps.acknowledged(entry.word)
        return f": {said[:1].lower()}{said[1:]}"
    if entry.fact is timeline.LoopFact.READ_BACK:
        said = query_steps.read_back(entry.who, at_signing=entry.at_signing, call=False)
        return f": {said[:1].lower()}{said[1:]}"
    return f" was {_BECAME[entry.fact].format(how=entry.how)}"
