"""A duty calendar at a secret address: made, read by a calendar program, taken back."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import col

from advice_line.clock import SetClock
from advice_line.errors import NotAllowed, NotFound
from advice_line.ledger.work import Ledger
from advice_line.staffing.exchange.exchanged import FeedShown
from advice_line.staffing.exchange.feeds import Feeds
from advice_line.tables.directory import Responder
from advice_line.trust.roles import NOBODY
from rota.changing import Changing
from rota.exchange import ical
from rota.values import Cover, Tier
from tests.rota import calendars
from tests.staffing.acting import acting
from tests.stories.conftest import on_sqlite

pytestmark = on_sqlite

FRIDAY = datetime(2026, 11, 27, tzinfo=UTC)


@pytest.fixture
def feeds(site: Ledger) -> Feeds:
    return Feeds(site)


def token(feed: FeedShown) -> str:
    assert feed.path is not None
    return feed.path.removeprefix("/rota/feed/").removesuffix(".ics")


def days(feeds: Feeds, feed: FeedShown, first: datetime, last: datetime) -> list[tuple[Any, ...]]:
    """As a calendar program lists them: summary, from, to."""
    events = calendars.between(feeds.read(token(feed)).body, first, last)
    rows = [(str(each["SUMMARY"]), *calendars.times(each)) for each in events]
    return sorted(rows, key=lambda row: row[1:])


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=UTC)


def test_a_responder_subscribes_to_their_own_duties(feeds: Feeds, site: Ledger) -> None:
    feed = feeds.make(acting(site, "amara"))
    assert (feed.person, feed.line) == ("amara", None)
    assert days(feeds, feed, at(25, 0), at(26, 0)) == [
        ("Example Radiology Advice, lead", at(25, 8), at(25, 19)),
        ("Example Radiology Advice, tier 1", at(25, 13), at(25, 19)),
    ]


def test_a_lines_feed_says_who(feeds: Feeds, site: Ledger) -> None:
    feed = feeds.make(acting(site, "amara"), line="hotdoc")
    assert days(feeds, feed, at(25, 0), at(26, 0)) == [
        ("Ben Example, tier 1", at(25, 8), at(25, 13)),
        ("Dr Amara Example, lead", at(25, 8), at(25, 19)),
        ("Dr Amara Example, tier 1", at(25, 13), at(25, 19)),
    ]


def test_nothing_in_a_feed_reaches_anybody(feeds: Feeds, site: Ledger) -> None:
    body = feeds.read(token(feeds.make(acting(site, "ben"), line="hotdoc"))).body
    for secret in (b"07700", b"+447700", b"@example.org", b"9990001", b"RA99902"):
        assert secret not in body


def test_a_change_moves_only_its_own_event(feeds: Feeds, site: Ledger, clock: SetClock) -> None:
    feed = feeds.make(acting(site, "ben"), line="hotdoc")
    before = feeds.read(token(feed))
    clock.instant += timedelta(minutes=5)
    assert feeds.read(token(feed)) == before
    with site.work("responder:ben") as work:
        cover = Cover("fri", Tier.FIRST, ("amara",), FRIDAY.replace(hour=8), FRIDAY.replace(hour=9))
        Changing(work.session, at=work.now, by=work.by, act="test").put("hotdoc", cover)
    after = feeds.read(token(feed))
    assert after.mark != before.mark
    gone, made = uids(before.body) - uids(after.body), uids(after.body) - uids(before.body)
    assert {start for _, start in gone} == {FRIDAY.replace(hour=8)}
    assert {start for _, start in made} == {FRIDAY.replace(hour=8), FRIDAY.replace(hour=9)}


def uids(body: bytes) -> set[tuple[str, datetime]]:
    return {(str(each["UID"]), calendars.times(each)[0]) for each in calendars.events(body)}


def test_what_has_passed_is_told_as_it_was(feeds: Feeds, site: Ledger, clock: SetClock) -> None:
    feed = feeds.make(acting(site, "ben"), line="hotdoc")
    clock.instant = at(24, 9)
    with site.work("responder:ben") as work:
        cover = Cover("late", Tier.FIRST, ("amara",), at(23, 8), at(24, 19))
        Changing(work.session, at=work.now, by=work.by, act="test").put("hotdoc", cover)
    assert ("Ben Example, tier 1", at(23, 8), at(23, 19)) in days(feeds, feed, at(23, 0), at(24, 0))
    tuesday = days(feeds, feed, at(24, 0), at(25, 0))
    assert ("Ben Example, tier 1", at(24, 8), at(24, 9)) in tuesday
    assert ("Dr Amara Example, tier 1", at(24, 9), at(24, 19)) in tuesday


def test_a_revoked_address_leads_nowhere_and_looks_like_a_forged_one(
    feeds: Feeds, site: Ledger
) -> None:
    amara = acting(site, "amara")
    feed = feeds.make(amara)
    feeds.read(token(feed))
    feeds.revoke(amara, feed.id)
    with pytest.raises(NotFound) as revoked:
        feeds.read(token(feed))
    with pytest.raises(NotFound) as forged:
        feeds.read(feed.id + "A" * 20)
    assert str(revoked.value) == str(forged.value)
    (shown,) = feeds.of(amara)
    assert shown.path is None
    assert shown.revoked_at is not None


def test_an_address_ends_with_what_its_maker_may_do(feeds: Feeds, site: Ledger) -> None:
    mine, every = feeds.make(acting(site, "ben")), feeds.make(acting(site, "ben"), line="hotdoc")
    with site.work("test") as work:
        work.change(Responder, col(Responder.key) == "ben", roles=[])
    for feed in (mine, every):
        with pytest.raises(NotFound):
            feeds.read(token(feed))


def test_a_rota_manager_sees_and_revokes_others_feeds_without_their_secret(
    feeds: Feeds, site: Ledger
) -> None:
    amara, ben = acting(site, "amara"), acting(site, "ben")
    feed = feeds.make(amara)
    feeds.make(ben)
    assert [each.person for each in feeds.of(amara)] == ["amara"]
    assert [(each.person, each.path is None) for each in feeds.of(ben)] == [
        ("ben", False),
        ("amara", True),
    ]
    with pytest.raises(NotFound):
        feeds.revoke(amara, feeds.of(ben)[0].id)
    feeds.revoke(ben, feed.id)
    with pytest.raises(NotFound):
        feeds.read(token(feed))


def test_that_it_is_used_is_noted(feeds: Feeds, site: Ledger, clock: SetClock) -> None:
    amara = acting(site, "amara")
    feed = feeds.make(amara)
    feeds.read(token(feed))
    first = clock.now()
    clock.instant += timedelta(minutes=20)
    feeds.read(token(feed))
    assert feeds.of(amara)[0].last_read_at == first
    clock.instant += timedelta(hours=2)
    feeds.read(token(feed))
    assert feeds.of(amara)[0].last_read_at == clock.now()


def test_who_is_not_staff_makes_none(feeds: Feeds) -> None:
    with pytest.raises(NotAllowed):
        feeds.make(NOBODY)


def test_the_events_name_their_duty_for_programs(feeds: Feeds, site: Ledger) -> None:
    body = feeds.read(token(feeds.make(acting(site, "ben")))).body
    events = calendars.events(body)
    assert {str(each[ical.PERSON]) for each in events} == {"ben"}
    assert {str(each[ical.SOURCE]) for each in events} == {"pattern:weekdays"}
