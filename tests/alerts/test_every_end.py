"""Each row of the table of how an alert may stand is told by a story, and its page is drawn from
it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from advice_line.outgoing_kinds import NoticeKind
from advice_line.rules import alert_outcome_page, alert_outcomes
from advice_line.rules.alert_outcomes import LEAD, ON, STARTER
from tests.alerts.alerting import (
    DAY,
    HOUR,
    MINUTE,
    MONDAY_LATE,
    NIGHT_DOCTORS,
    OAK_LANE,
    TALK,
    Alerting,
)
from tests.mailbox.writing import Mails, mail, report
from tests.stories.soundness import unsound

DOCS = Path(__file__).parents[2] / "docs"
WHO = {ON: "amara", LEAD: "chidi", STARTER: "ben"}
Story = Callable[[Alerting], None]


def started(alerting: Alerting, word: str = "urgent") -> None:
    alerting.starts(word, "ben")


def reminded(alerting: Alerting) -> None:
    started(alerting)
    alerting.waits(DAY + 8 * HOUR)


def to_ring(alerting: Alerting) -> None:
    started(alerting, "cancer")
    alerting.waits(3 * DAY)
    alerting.waits(DAY + 5 * HOUR)  # Friday 15:00


def nobody_acknowledges(alerting: Alerting) -> None:
    reminded(alerting)
    alerting.waits(18 * HOUR)
    alerting.waits(7 * HOUR + MINUTE)


def came_back(alerting: Alerting) -> None:
    started(alerting)
    (ours,) = alerting.mails()
    about = ours.header("Message-ID") or ""
    Mails(alerting.world, alerting.mail).comes(report(about, OAK_LANE))


def away(alerting: Alerting) -> None:
    started(alerting)
    (ours,) = alerting.mails()
    answer = mail(
        "I am away until Monday.",
        sender=OAK_LANE,
        subject=f"Re: {ours.subject}",
        more=f"In-Reply-To: {ours.header('Message-ID')}\r\nAuto-Submitted: auto-replied\r\n",
    )
    Mails(alerting.world, alerting.mail).comes(answer)


def no_address(alerting: Alerting) -> None:
    without = NIGHT_DOCTORS.replace('email = "oaklane@full.example.org"\n', "")
    alerting.world.set_up(without)
    started(alerting)


def acts(alerting: Alerting) -> None:
    started(alerting)
    alerting.answers()


def cannot_act(alerting: Alerting) -> None:
    started(alerting)
    alerting.answers("We cannot act on it")


def critical(alerting: Alerting) -> None:
    started(alerting, "critical")


def critical_closed(alerting: Alerting) -> None:
    alerting.world.set_up(NIGHT_DOCTORS)
    alerting.world.begin(MONDAY_LATE)
    critical(alerting)


def critical_acts(alerting: Alerting) -> None:
    critical(alerting)
    alerting.answers()


def critical_late(alerting: Alerting) -> None:
    critical(alerting)
    alerting.waits(HOUR + MINUTE)


def spoken(alerting: Alerting) -> None:
    critical(alerting)
    alerting.spoke()


def agreed(alerting: Alerting) -> None:
    critical_closed(alerting)
    alerting.spoke(whom="provider", agreed="She is seen at home tonight.")


def withdrawn(alerting: Alerting) -> None:
    started(alerting)
    alerting.withdraws()


def not_left(alerting: Alerting) -> None:
    alerting.mail.set(down=True)
    started(alerting)
    alerting.waits(31 * MINUTE)


def withdrawn_untold(alerting: Alerting) -> None:
    started(alerting)
    alerting.mail.set(refuse=[OAK_LANE])
    alerting.withdraws()


def withdrawn_told(alerting: Alerting) -> None:
    withdrawn_untold(alerting)
    by, reference = alerting.world.responder("amara"), alerting.alert()["reference"]
    alerting.doors.told(by, reference, TALK, alerting.token())
    alerting.world.settle()


STORIES: dict[str, Story] = {
    "started": started,
    "reminded": reminded,
    "to ring": to_ring,
    "nobody acknowledges": nobody_acknowledges,
    "came back": came_back,
    "away": away,
    "no address": no_address,
    "acts": acts,
    "cannot act": cannot_act,
    "critical": critical,
    "critical, closed": critical_closed,
    "critical, acts": critical_acts,
    "critical, late": critical_late,
    "spoken": spoken,
    "agreed": agreed,
    "withdrawn": withdrawn,
    "not left": not_left,
    "withdrawn, untold": withdrawn_untold,
    "withdrawn, told": withdrawn_told,
}


@pytest.mark.hazard("H04")
@pytest.mark.parametrize("name", [row.name for row in alert_outcomes.TABLE])
def test_an_alert_stands_as_its_row_of_the_table_says(alerting: Alerting, name: str) -> None:
    row = alert_outcomes.named(name)
    STORIES[name](alerting)
    alert = alerting.alert()
    assert (alert["state"], alert["word"]) == (row.state, row.word)
    assert (alert["next_step_at"] is None) is row.over
    assert _told(alerting) == set(row.told)
    assert _mailed(alerting) == row.mailed
    assert unsound(alerting.world) == []


def _told(alerting: Alerting) -> set[str]:
    """Those of us who were told anything of it."""
    return {who for who, key in WHO.items() if alerting.told(key)}


def _mailed(alerting: Alerting) -> NoticeKind | None:
    subjects = [each.subject for each in alerting.mails() if "alert of radiology" in each.subject]
    if not subjects:
        return None
    if subjects[-1].startswith("Withdrawn"):
        return NoticeKind.ALERT_WITHDRAWN
    reminder = subjects[-1].startswith("Please answer")
    return NoticeKind.ALERT_REMINDER if reminder else NoticeKind.ALERT


def test_every_row_has_its_story() -> None:
    assert set(STORIES) == {row.name for row in alert_outcomes.TABLE}


def test_the_page_of_the_table_is_drawn_from_it() -> None:
    """`python -m advice_line.rules.alert_outcome_page > docs/alert-outcomes.md`."""
    drawn = (DOCS / "alert-outcomes.md").read_text(encoding="utf-8")
    assert drawn == alert_outcome_page.page()
