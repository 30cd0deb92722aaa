"""Each row of the table of how a written question may stand is told by a story, and its page is
drawn from it; and a routine mail of Friday evening is due on Monday (H21)."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from advice_line.desk.mailbox.senders import QUIET
from advice_line.outgoing_kinds import Recipient
from advice_line.rules import question_outcome_page, question_outcomes
from advice_line.rules.question_outcomes import AUTHOR, LEAD, NOBODY, TAKER
from advice_line.tables.directory import Line
from tests.mailbox.writing import OAK_LANE, Mails, mail, report
from tests.questions.asking import Written
from tests.questions.clocked import Clocked
from tests.questions.test_closed_code import CLOSED
from tests.questions.test_delays import promises
from tests.questions.test_out_of_hours import BY_TEXT, ON_CALL, named
from tests.stories.outcomes import tasks
from tests.web.asking import asks
from tests.web.people import REQUIRED, Scene

DOCS = Path(__file__).parents[2] / "docs"
FRIDAY_LATE = datetime(2026, 11, 27, 18, 55, tzinfo=UTC)
MINUTE, DAY = 60.0, 86400.0
Story = Callable[[Mails], None]


def asked(mails: Mails) -> None:
    mails.comes(mail(sender=OAK_LANE))


def unlisted(mails: Mails) -> None:
    asks(Scene(mails.world, mails.server).browser(), organisation="Moor End Surgery")
    mails.world.settle()


def unreadable(mails: Mails) -> None:
    mails.head_comes(mail(sender=OAK_LANE).partition(b"\r\n\r\n")[0] + b"\r\n\r\n", 90_000_000)


def taken(mails: Mails) -> None:
    asked(mails)
    mails.world.claims("amara")


def left_at_closing(mails: Mails) -> None:
    mails.world.begin(FRIDAY_LATE)
    mails.comes(mail(sender=OAK_LANE, subject="Today: a film"))
    mails.world.wait(5 * MINUTE)
    mails.world.settle()


def left_with_a_contact(mails: Mails) -> None:
    mails.world.set_up(named(BY_TEXT))
    left_at_closing(mails)
    assert len(mails.world.texts(ON_CALL)) == 1


def put_off(mails: Mails) -> None:
    taken(mails)
    promises(Clocked(Written(mails.world, mails.server)))


def asked_back(mails: Mails) -> None:
    asked(mails)
    mails.asks_back("amara", "Has she a pacemaker?")


def answered_back(mails: Mails) -> None:
    asked_back(mails)
    to = mails.last(OAK_LANE).header("Reply-To") or ""
    mails.comes(mail("Yes, she has.", sender=OAK_LANE, to=to, subject="Re: yours"))


def advised(mails: Mails, alert: str = "routine") -> None:
    taken(mails)
    by, reference = mails.world.responder("amara"), str(mails.world.query()["reference"])
    mails.world.records.sign(by, reference, REQUIRED | {"urgency_set": alert}, "signed")
    mails.world.settle()


def said(mails: Mails, button: str) -> None:
    """By the page of the letter, with the code that is mailed to the practice."""
    advised(mails)
    reading = Scene(mails.world, mails.server).reading(OAK_LANE)
    reading.presses(button, acknowledged_by="Dr Sam Example", cannot_act_reason="She has moved.")
    mails.world.settle()


def received(mails: Mails) -> None:
    said(mails, "Received: a clinician will act")


def cannot_act(mails: Mails) -> None:
    said(mails, "Received: nobody can act on it")


def silent(mails: Mails, alert: str = "routine", seconds: float = 2 * DAY + MINUTE) -> None:
    advised(mails, alert)
    mails.world.wait(seconds)
    mails.world.settle()


def urgent_and_silent(mails: Mails) -> None:
    silent(mails, "urgent", 31 * MINUTE)


def came_back(mails: Mails, alert: str = "routine") -> None:
    advised(mails, alert)
    mails.comes(report(mails.last(OAK_LANE).header("Message-ID") or "", OAK_LANE))


def urgent_and_came_back(mails: Mails) -> None:
    came_back(mails, "critical")


def acts_after_all(mails: Mails) -> None:
    """Somebody there could not; a clinician with the same letter can."""
    cannot_act(mails)
    reading = Scene(mails.world, mails.server).reading(OAK_LANE)
    reading.presses("Received: a clinician will act", acknowledged_by="Dr Kit Example, GP")
    mails.world.settle()


def of_a_closed_code(mails: Mails) -> None:
    mails.world.set_up(CLOSED)
    asked(mails)


def code_closed(mails: Mails, alert: str = "routine") -> None:
    mails.world.set_up(CLOSED)
    advised(mails, alert)


def urgent_and_code_closed(mails: Mails) -> None:
    code_closed(mails, "urgent")


def held(mails: Mails) -> None:
    """One question is enough for a day."""
    with mails.world.ledger.work("test") as work:
        work.change(Line, messages_a_day=1)
    asked(mails)
    mails.world.wait(QUIET.total_seconds())
    asked(mails)


def bundled(mails: Mails) -> None:
    held(mails)
    mails.world.wait(DAY)
    mails.world.settle()


def away(mails: Mails) -> None:
    advised(mails)
    letter = mails.last(OAK_LANE)
    more = f"Auto-Submitted: auto-replied\r\nIn-Reply-To: {letter.header('Message-ID')}\r\n"
    to = letter.header("Reply-To") or ""
    mails.comes(mail("I am away until Monday.", sender=OAK_LANE, to=to, more=more))


def closed(mails: Mails) -> None:
    asked(mails)
    mails.closes("amara", str(mails.world.query()["reference"]))


STORIES: dict[str, Story] = {
    "asked": asked,
    "of an unlisted practice": unlisted,
    "unreadable": unreadable,
    "taken": taken,
    "left at closing": left_at_closing,
    "left at closing, with a contact": left_with_a_contact,
    "put off": put_off,
    "asked back": asked_back,
    "answered back": answered_back,
    "advised": advised,
    "received": received,
    "cannot act": cannot_act,
    "silent": silent,
    "urgent and silent": urgent_and_silent,
    "came back": came_back,
    "urgent, and came back": urgent_and_came_back,
    "acts after all": acts_after_all,
    "of a closed code": of_a_closed_code,
    "code closed": code_closed,
    "urgent, and code closed": urgent_and_code_closed,
    "held": held,
    "bundled": bundled,
    "away": away,
    "closed": closed,
}
_WHOSE = {NOBODY: None, TAKER: "amara", AUTHOR: "amara", LEAD: "chidi"}


@pytest.mark.hazard("H04")
@pytest.mark.parametrize("name", STORIES)
def test_it_stands_as_its_row_says(mails: Mails, name: str) -> None:
    STORIES[name](mails)
    stands_as(mails.world.queries()[-1], name)


def stands_as(query: dict[str, Any], name: str) -> None:
    row = question_outcomes.named(name)
    assert query["state"] == row.query
    assert sorted(tasks(query), key=str) == sorted(
        [(kind.value, _WHOSE[whose]) for kind, whose in row.owed], key=str
    )
    to_them = (Recipient.REQUESTER, Recipient.ORGANISATION)
    sent = [
        each["kind"]
        for each in query["outgoing"]
        if each["to"] in to_them and not each["kind"].endswith("_code") and each["external_id"]
    ]
    assert (sent[-1] if sent else None) == row.told


def test_every_row_has_a_story() -> None:
    assert set(STORIES) == {row.name for row in question_outcomes.TABLE}


def test_the_documents_show_this_table() -> None:
    """To draw it again:
    `python -m advice_line.rules.question_outcome_page > docs/question-outcomes.md`."""
    drawn = (DOCS / "question-outcomes.md").read_text(encoding="utf-8")
    assert drawn == question_outcome_page.page()


@pytest.mark.hazard("H21")
def test_a_routine_mail_of_friday_evening_is_due_on_monday(mails: Mails) -> None:
    mails.world.begin(FRIDAY_LATE)
    asked(mails)
    (owed,) = mails.world.query()["tasks"]
    assert owed["due_at"] == "2026-11-30T19:00:00Z"
    assert "Monday 30 November" in mails.last(OAK_LANE).text
    mails.world.wait(10 * MINUTE)
    stands_as(mails.world.query(), "asked")
