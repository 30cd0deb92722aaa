"""How an alert is put in words on pages: its word, how it stands, what has happened to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from advice_line.alert_kinds import AlertState
from advice_line.desk.alerting.shown import AlertListed, Fact, Source
from advice_line.kinds import AlertWord
from advice_line.rules import alert_letter, alert_notices
from advice_line.rules.alert_ladder import Step
from advice_line.web.rendering import Choice

WORDS = [Choice(word.value, means) for word, means in alert_letter.MEANS.items()]
STATES = {state: f"{words[0].upper()}{words[1:]}" for state, words in alert_notices.STATES.items()}
_DONE = (
    AlertState.ACKNOWLEDGED,
    AlertState.SPOKEN,
    AlertState.AGREED,
    AlertState.WITHDRAWN,
)
_STEPS = {
    Step.REMIND: "Its practice was reminded",
    Step.RING_PRACTICE: "Somebody was asked to ring its practice",
    Step.RING_PROVIDER: "Somebody was asked to ring who acts for its practice out of hours",
    Step.LEAD: "The lead was told",
}
_SAID = {
    "started": "Started",
    "sent": "Sent",
    "delivered": "Delivered",
    "lost": "It could not be delivered",
    "reader_away": "A machine answered: its reader is away",
    "opened": "Opened",
    "viewed": "Read by its link",
    "seen": "Looked at",
    "will_act": "A clinician acts on it, by its link",
    "cannot_act": "Nobody there can act on it, by its link",
    "acknowledged": "Ended: a clinician acts on it",
    "spoken": "Ended: spoken and read back",
    "agreed": "Ended: agreed with who acts out of hours",
    "withdrawn": "Ended: withdrawn",
    "withdrawal_sent": "Word that it is withdrawn was sent",
    "untold": "Its practice may not know that it is withdrawn",
    "told": "Its practice knows that it is withdrawn",
}
_BY = {
    Source.US: "by us",
    Source.MAIL_SERVER: "by the word of a mail server",
    Source.PRACTICE: "by the practice's link and code",
}
_BAD = ("lost", "reader_away", "cannot_act", "untold")
_GOOD = ("acknowledged", "spoken", "agreed", "will_act", "told")


@dataclass(frozen=True)
class Row:
    """One alert of a list."""

    path: str
    reference: str
    word: str
    key: str
    practice: str
    state: str
    with_lead: bool
    deadline_at: datetime
    late: bool
    ended_at: datetime | None
    about: str | None


@dataclass(frozen=True)
class StepShown:
    words: str
    at: datetime
    mark: str


def row(of: AlertListed, now: datetime) -> Row:
    return Row(
        path=f"/alerts/{of.reference}",
        reference=of.reference,
        word=alert_notices.word(of.word),
        key=tag(of.word),
        practice=of.practice,
        state=STATES[of.state],
        with_lead=of.with_lead and of.state is not AlertState.WITH_LEAD,
        deadline_at=of.deadline_at,
        late=of.state not in _DONE and of.deadline_at < now,
        ended_at=None if of.state is AlertState.WITHDRAWN_UNTOLD else of.ended_at,
        about=of.about,
    )


def tag(word: AlertWord) -> str:
    """Of the marks that pages have for how soon."""
    return "now" if word is AlertWord.CRITICAL else "today"


def steps(facts: Sequence[Fact]) -> list[StepShown]:
    """With whose word each is; who merely looks at it again and again stands there once."""
    found: list[StepShown] = []
    for fact in facts:
        shown = StepShown(said(fact), fact.at, mark(fact))
        if not (fact.what in ("seen", "viewed") and found and found[-1].words == shown.words):
            found.append(shown)
    return found


def said(fact: Fact) -> str:
    words = _STEPS[Step(fact.step)] if fact.step else _SAID[fact.what]
    by = f"by {fact.who}" if fact.who else _BY.get(fact.source, "by staff")
    whole = words if fact.step else f"{words}, {by}"
    return f"{whole}: {fact.why}" if fact.why else whole


def mark(fact: Fact) -> str:
    if fact.what in _BAD:
        return "bad"
    return "done" if fact.what in _GOOD else ""
