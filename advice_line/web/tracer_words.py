"""What was said of what came of advice, in words; whoever said it is named with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from advice_line.desk.tracers.said import Said
from advice_line.desk.tracers.shown import Shown
from advice_line.rules import tracer_form, wording
from advice_line.tracer_kinds import Avoided, TracerSource, TracerState

SOURCES = {
    TracerSource.REQUESTER: "the requester",
    TracerSource.PRACTICE: "the practice",
    TracerSource.RADIOLOGY_SYSTEM: "the radiology office, from the radiology system",
}
_READERS = {TracerSource.REQUESTER: "you", TracerSource.PRACTICE: "your practice"}
_AVOIDED = {
    Avoided.REFERRAL: "A referral was avoided",
    Avoided.IMAGING: "Imaging was avoided",
    Avoided.BOTH: "A referral and imaging were avoided",
    Avoided.NEITHER: "Neither a referral nor imaging was avoided",
}


@dataclass(frozen=True)
class SaidShown:
    """`more` are the fixed words beside it; `found` and `feedback` what somebody wrote."""

    words: str
    source: str
    at: datetime
    more: tuple[str, ...]
    found: str | None
    feedback: str | None


def shown(said: Iterable[Said], reader: TracerSource | None = None) -> list[SaidShown]:
    """`reader` is told of what they said themselves."""
    return [_shown(each, reader) for each in said]


def outcome(said: Said) -> str:
    """Such as "Not done: the patient did not come"."""
    words = tracer_form.OUTCOMES[said.outcome]
    if said.reason is None:
        return words
    why = tracer_form.REASONS[said.reason]
    return f"{words}: {why[:1].lower()}{why[1:]}"


def source(said: Said) -> str:
    by = SOURCES[said.source]
    return f"{by} ({said.by})" if said.by else by


def _shown(said: Said, reader: TracerSource | None) -> SaidShown:
    more = [_AVOIDED[said.avoided]] if said.avoided else []
    if said.done_on:
        more.insert(0, f"Done on {wording.day_in_words(said.done_on)}")
    by = _READERS.get(said.source, "") if said.source is reader else source(said)
    return SaidShown(outcome(said), by, said.at, tuple(more), said.found, said.feedback)


@dataclass(frozen=True)
class Card:
    """`state` says how far asking has come; None once it is over with an answer."""

    state: str | None
    said: list[SaidShown]


def card(of: Shown | None) -> Card | None:
    """Nothing before anybody was asked."""
    if of is None or (not of.said and of.state is TracerState.DUE and not of.unreached):
        return None
    return Card(_state(of), shown(of.said))


def _state(of: Shown) -> str | None:
    if of.state is TracerState.ANSWERED:
        return None
    if of.unreached:
        return "Nobody could be asked what came of it: the office looks it up."
    return _STATES.get(of.state)


_STATES = {
    TracerState.ASKED: "They were asked what came of it.",
    TracerState.NO_ANSWER: "They were asked what came of it, and have not answered.",
}
