"""What a monitor sees while something of the service stands still: since when, and that it ends."""

import re
from datetime import timedelta

import pytest
from pydantic import SecretStr
from sqlmodel import Session

from advice_line import mailbox_service
from advice_line.audit.facts.keeping import Facts
from advice_line.audit.measures import every
from advice_line.ledger.once import insert_once
from advice_line.tables.audit_facts import AuditStale
from advice_line.tables.audit_reports import AuditReport
from advice_line.tables.mails import Mailbox
from advice_line.web.webhook_times import BOUNDS, WebhookTimes
from tests.audit import as_counted
from tests.stories.base import MONDAY_TEN, SATURDAY
from tests.stories.conftest import OpenedHere, on_sqlite
from tests.stories.world import LINE, STRANGER_MOBILE, World, world

OLD_AND_NEW = "imaps://old:secret@mail.example.org/INBOX imaps://new:secret@mail.example.org/INBOX"


def number(house: World, name: str) -> float:
    answer = house.browser.get("/metrics").text
    found = re.search(rf"^advice_line_{re.escape(name)} (\S+)$", answer, re.MULTILINE)
    assert found is not None, name
    return float(found[1])


@on_sqlite
@pytest.mark.hazard("H01")
def test_what_no_worker_does_is_seen_to_be_late_and_by_how_long(opened_here: OpenedHere) -> None:
    """A missed call leaves a call back with a time; then no worker runs for half an hour more."""
    hotdoc = opened_here(SATURDAY)
    assert number(hotdoc, "work_lag_seconds") == 0
    hotdoc.person(STRANGER_MOBILE).texts(LINE, "Please ring me about a chest film")
    hotdoc.settle()
    assert number(hotdoc, "open_lines") == 0
    assert number(hotdoc, "work_lag_seconds") == 0
    hotdoc.phones.advance(timedelta(days=3).total_seconds())
    late = number(hotdoc, "work_lag_seconds")
    assert number(hotdoc, "work_due") > 0
    assert number(hotdoc, "oldest_unclaimed_seconds") > late > 600
    hotdoc.phones.advance(60)
    assert number(hotdoc, "work_lag_seconds") == late + 60
    hotdoc.settle(0)
    hotdoc.settle(0)
    assert number(hotdoc, "work_lag_seconds") == 0


@on_sqlite
@pytest.mark.hazard("H13")
def test_a_message_that_is_tried_again_has_waited_since_its_first_try(hotdoc: World) -> None:
    hotdoc.person(STRANGER_MOBILE).texts(LINE, "Please ring me about a chest film")
    hotdoc.phones.chaos("rest-429", times=1000)
    hotdoc.settle(0)
    assert number(hotdoc, "outbox_waiting") > 0
    hotdoc.phones.advance(400)
    hotdoc.service.deliver()
    # Its next try is to come, and it has not left.
    assert number(hotdoc, 'work_due_by{kind="outgoing"}') == 0
    assert number(hotdoc, "outbox_oldest_seconds") == 400
    hotdoc.phones.calm()
    hotdoc.wait(3600)
    assert number(hotdoc, "outbox_waiting") == 0
    assert number(hotdoc, "outbox_oldest_seconds") == 0


@on_sqlite
def test_of_several_mailboxes_the_one_that_was_not_read_for_longest_counts(
    database_url: str,
) -> None:
    """Of one that is read no more nobody hears; one that never could be counts from its start."""
    with world(database_url, MONDAY_TEN, imap_url=SecretStr(OLD_AND_NEW)) as house:
        assert "mailbox_read_age_seconds" not in house.browser.get("/metrics").text
        first, second = mailbox_service.addresses(house.service.settings)
        with house.ledger.work("test") as work:
            _read(work.session, first.name, 600, 30)
            _read(work.session, second.name, 240, None)
            _read(work.session, "imaps://gone@mail.example.org/INBOX", 90_000, 80_000)
        assert number(house, "mailbox_read_age_seconds") == 240


def _read(session: Session, name: str, seen: int, read: int | None) -> None:
    at = None if read is None else MONDAY_TEN - timedelta(seconds=read)
    seen_at = MONDAY_TEN - timedelta(seconds=seen)
    session.add(Mailbox(mailbox=name, first_seen_at=seen_at, polled_at=at))


@on_sqlite
@pytest.mark.hazard("H18")
def test_how_far_behind_the_audit_is_and_no_figure_of_it(database_url: str) -> None:
    """Of two months ago, since which a week, a month and a quarter have ended."""
    with world(database_url) as house:
        day, of_three = MONDAY_TEN.date() - timedelta(days=60), 3 * len(every.MEASURES)
        nothing = house.browser.get("/metrics").text
        assert ("audit_facts_age" in nothing, "audit_report_age" in nothing) == (False, False)
        Facts(house.ledger).catch_up()
        as_counted.queries(house.ledger, [(day, 3, {})])
        assert number(house, "audit_figures_waiting") == of_three
        as_counted.figures(house.ledger)
        assert number(house, "audit_figures_waiting") == 0
        house.phones.advance(7200)
        assert number(house, "audit_facts_age_seconds") == 7200
        with house.ledger.work("test") as work:
            insert_once(work.session, AuditStale, ("line_id", "day"), line_id=1, day=day)
            for days, revision in ((50, 1), (20, 2)):
                at = work.now - timedelta(days=days)
                work.add(
                    AuditReport(
                        line_id=1,
                        period="2026-09",
                        revision=revision,
                        content={},
                        made_at=at,
                        made_by="test",
                    )
                )
        assert number(house, "audit_figures_waiting") == of_three
        assert number(house, "audit_report_age_seconds") == 20 * 24 * 3600


@on_sqlite
def test_a_call_and_a_text_count_as_webhooks_that_were_answered(hotdoc: World) -> None:
    hotdoc.person(STRANGER_MOBILE).texts(LINE, "Please ring me about a chest film")
    hotdoc.settle()
    assert number(hotdoc, 'webhook_seconds_count{kind="texts"}') >= 1
    assert number(hotdoc, 'webhook_seconds_count{kind="voice"}') == 0
    hotdoc.person(STRANGER_MOBILE).rings(LINE).hangs_up()
    hotdoc.settle()
    posted = len([hook for hook in hotdoc.phones.webhooks() if "/voice/" in hook["url"]])
    assert number(hotdoc, 'webhook_seconds_count{kind="voice"}') == posted > 0
    assert number(hotdoc, 'webhook_seconds_bucket{kind="voice",le="+Inf"}') == posted


def test_each_answer_is_counted_in_every_bucket_it_fits_and_pages_in_none() -> None:
    times = WebhookTimes()
    for seconds in (0.05, 0.06, 2.9, 3.1, 16.0):
        times.answered("POST", "/slack/events", seconds)
    times.answered("GET", "/desk", 0.1)
    times.answered("GET", "/slack/events", 0.1)
    found = times.by_kind()
    assert {kind: each.count for kind, each in found.items() if each.count} == {"chat": 5}
    by_bound = dict(zip(BOUNDS, found["chat"].up_to, strict=True))
    assert [by_bound[each] for each in (0.05, 0.1, 2.0, 3.0, 5.0, 15.0)] == [1, 2, 2, 3, 4, 4]
    assert found["chat"].seconds == pytest.approx(22.11)
