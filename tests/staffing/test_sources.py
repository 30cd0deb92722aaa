"""A calendar elsewhere as duty here: subscribed to, read again, broken, mended, ended."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from advice_line.clock import SetClock
from advice_line.errors import Invalid, NotAllowed, NotFound, NotRead
from advice_line.ledger.work import Ledger
from advice_line.staffing.exchange.exchanged import SourceShown
from advice_line.staffing.exchange.source_reading import SourceReading
from advice_line.staffing.exchange.sources import Sources
from advice_line.staffing.rostering.roster import Roster
from advice_line.tables.rota_exchange import RotaSource
from advice_line.trust.roles import Actor
from advice_line.worker import HUNG_SECONDS
from integrations.calendars.reading import SECONDS
from rota import store
from rota.exchange import ical_apart
from tests.staffing.acting import acting
from tests.stories.conftest import on_sqlite

pytestmark = on_sqlite

URL = "https://calendar.example.org/rota.ics?key=s3cret"
AMARA = ("Dr Amara Example", "20261201T080000", "20261201T190000")
QUARTER = timedelta(minutes=15)


class Elsewhere:
    """The server of the calendar, as it is at the moment."""

    def __init__(self) -> None:
        self.holds: bytes | NotRead = calendar(AMARA)
        self.asked: list[str] = []

    def read(self, url: str) -> bytes:
        self.asked.append(url)
        if isinstance(self.holds, NotRead):
            raise self.holds
        return self.holds


def calendar(*entries: tuple[str, str, str]) -> bytes:
    inside = "".join(
        f"BEGIN:VEVENT\r\nUID:{number}\r\nSUMMARY:{summary}\r\n"
        f"DTSTART;TZID=Europe/London:{start}\r\nDTEND;TZID=Europe/London:{end}\r\nEND:VEVENT\r\n"
        for number, (summary, start, end) in enumerate(entries)
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{inside}END:VCALENDAR\r\n".encode()


# It begins again where it began, for ever.
ENDLESS = calendar(AMARA).replace(b"END:VEVENT", b"RRULE:FREQ=DAILY;INTERVAL=0\r\nEND:VEVENT")


@pytest.fixture
def elsewhere() -> Elsewhere:
    return Elsewhere()


@pytest.fixture
def sources(site: Ledger) -> Sources:
    return Sources(site, rehearsal=False)


@pytest.fixture
def reading(site: Ledger, elsewhere: Elsewhere) -> SourceReading:
    return SourceReading(site, elsewhere)


@pytest.fixture
def ben(site: Ledger) -> Actor:
    return acting(site, "ben")


@pytest.fixture
def subscribed(sources: Sources, ben: Actor) -> SourceShown:
    return sources.subscribe(ben, line="hotdoc", tier="2", url=URL)


def second(site: Ledger, at: datetime) -> list[str]:
    with site.look("test") as work:
        duties = store.timetable(work.session, "hotdoc").on_duty(at)
    return [each.person_ref for each in duties if each.tier == "2"]


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 12, day, hour, tzinfo=UTC)


def test_what_a_calendar_says_is_duty_from_its_first_reading_on(
    subscribed: SourceShown, sources: Sources, reading: SourceReading, site: Ledger, ben: Actor
) -> None:
    assert second(site, at(1, 9)) == []
    assert reading.read_due() == 1
    assert second(site, at(1, 9)) == ["amara"]
    (shown,) = sources.of(ben, "hotdoc")
    assert (shown.host, shown.shifts, shown.failure) == ("calendar.example.org", 1, None)
    assert shown.last_good_at == shown.last_tried_at
    assert "s3cret" not in str(shown)
    assert subscribed.last_good_at is None


@pytest.mark.usefixtures("subscribed")
def test_it_is_read_again_each_quarter_and_changes_only_what_changed(
    reading: SourceReading, elsewhere: Elsewhere, site: Ledger, clock: SetClock
) -> None:
    reading.read_due()
    with site.look("test") as work:
        version = store.load(work.session, "hotdoc").version
    assert reading.read_due() == 0
    assert reading.next_due() == clock.now() + QUARTER
    clock.instant += QUARTER
    assert reading.read_due() == 1
    with site.look("test") as work:
        assert store.load(work.session, "hotdoc").version == version
    clock.instant += QUARTER
    elsewhere.holds = calendar(("AE / BE", "20261202T080000", "20261202T130000"))
    reading.read_due()
    assert second(site, at(1, 9)) == []
    assert second(site, at(2, 9)) == ["amara", "ben"]
    assert elsewhere.asked == [URL] * 3


def test_of_many_that_are_due_no_turn_reads_for_as_long_as_a_worker_that_hangs(
    sources: Sources, reading: SourceReading, elsewhere: Elsewhere, ben: Actor
) -> None:
    for number in range(9):
        sources.subscribe(ben, line="hotdoc", tier="2", url=f"{URL}&of={number}")
    turns = []
    while read := reading.read_due():
        turns.append(read)
    assert max(turns) * SECONDS < HUNG_SECONDS
    assert len(set(elsewhere.asked)) == sum(turns) == 9


@pytest.mark.usefixtures("subscribed")
@pytest.mark.parametrize(
    ("holds", "said"),
    [
        (NotRead("The calendar has more than 5 MB, or never ends."), "never ends"),
        (b"<html>Sign in</html>", "is no calendar"),
        (calendar(), "names nobody for the coming weeks any more"),
        (calendar(("Dr Nobody", "20261201T080000", "20261201T190000")), "names nobody"),
        (ENDLESS, "takes too long"),
    ],
)
def test_what_cannot_be_read_changes_nothing_and_is_told_until_it_can(
    sources: Sources,
    reading: SourceReading,
    elsewhere: Elsewhere,
    site: Ledger,
    ben: Actor,
    clock: SetClock,
    holds: bytes | NotRead,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ical_apart, "LONGEST", timedelta(seconds=4))
    reading.read_due()
    good = clock.now()
    elsewhere.holds = holds
    clock.instant += QUARTER
    assert reading.read_due() == 1
    (shown,) = sources.of(ben, "hotdoc")
    assert said in (shown.failure or "")
    assert (shown.last_good_at, shown.last_tried_at) == (good, clock.now())
    assert second(site, at(1, 9)) == ["amara"]
    elsewhere.holds = calendar(AMARA)
    clock.instant += QUARTER
    reading.read_due()
    assert sources.of(ben, "hotdoc")[0].failure is None


@pytest.mark.usefixtures("subscribed")
def test_who_is_meant_is_found_in_many_ways_and_strangers_are_named(
    sources: Sources, reading: SourceReading, elsewhere: Elsewhere, site: Ledger, ben: Actor
) -> None:
    elsewhere.holds = calendar(
        ("On call: Ben Example", "20261201T080000", "20261201T090000"),
        ("AE - hot doc", "20261202T080000", "20261202T090000"),
        ("Hot doc (amara)", "20261203T080000", "20261203T090000"),
        ("Attended", "20261204T080000", "20261204T090000"),
        ("Team meeting", "20261207T080000", "20261207T090000"),
    ).replace(b"Attended", b"Hot doc\r\nATTENDEE;CN=X:mailto:Ben@Example.org")
    reading.read_due()
    days = {day: second(site, at(day, 8)) for day in (1, 2, 3, 4, 7)}
    assert days == {1: ["ben"], 2: ["amara"], 3: ["amara"], 4: ["ben"], 7: []}
    (shown,) = sources.of(ben, "hotdoc")
    assert '"Team meeting" names nobody who is known here; it was left out.' in shown.notes


@pytest.mark.usefixtures("subscribed")
def test_what_a_person_put_on_goes_before_what_the_calendar_says(
    reading: SourceReading, site: Ledger, ben: Actor, clock: SetClock
) -> None:
    reading.read_due()
    roster = Roster(site)
    done = roster.cover(
        ben,
        line="hotdoc",
        tier="2",
        who=["ben"],
        start=at(1, 10),
        end=at(1, 12),
        reason="amara is in theatre",
    )
    for _ in range(2):
        hours = [second(site, at(1, hour)) for hour in (9, 11, 13)]
        assert hours == [["amara"], ["ben"], ["amara"]]
        clock.instant += QUARTER
        reading.read_due()
    assert done.key is not None
    roster.uncover(ben, line="hotdoc", key=done.key)
    clock.instant += QUARTER
    reading.read_due()
    assert second(site, at(1, 11)) == ["amara"]


def test_what_is_against_a_duty_is_told_beside_it(
    sources: Sources, reading: SourceReading, elsewhere: Elsewhere, ben: Actor, clock: SetClock
) -> None:
    sources.subscribe(ben, line="hotdoc", tier="1", url=URL)
    elsewhere.holds = calendar(("ben", "20261201T080000", "20261201T130000"))
    for _ in range(2):
        reading.read_due()
        clock.instant += QUARTER
        (shown,) = sources.of(ben, "hotdoc")
        assert any("answers msk, chest only" in each for each in shown.notes)


def test_when_it_is_ended_what_was_to_come_of_it_leaves_the_rota(
    subscribed: SourceShown, sources: Sources, reading: SourceReading, site: Ledger, ben: Actor
) -> None:
    reading.read_due()
    sources.end(ben, subscribed.id)
    assert second(site, at(1, 9)) == []
    assert sources.of(ben, "hotdoc") == ()
    assert (reading.read_due(), reading.next_due()) == (0, None)
    with site.look("test") as work:
        row = work.session.exec(select(RotaSource)).one()
        assert row.sealed_url is None
    with pytest.raises(NotFound):
        sources.end(ben, subscribed.id)
    with site.look("test") as work:
        made = store.of_line(work.session, "hotdoc")
    assert {each.ended.by for each in made if each.ended} == {"responder:ben"}


def test_the_address_is_sealed(subscribed: SourceShown, site: Ledger) -> None:
    with site.look("test") as work:
        row = work.session.exec(select(RotaSource)).one()
        assert row.sealed_url is not None
        assert "s3cret" not in row.sealed_url
    assert subscribed.host == "calendar.example.org"


def test_what_may_not_be_subscribed_to(sources: Sources, ben: Actor, site: Ledger) -> None:
    for url in ("http://calendar.example.org/x", "https://u:p@calendar.example.org/x", "rota"):
        with pytest.raises(Invalid) as refused:
            sources.subscribe(ben, line="hotdoc", tier="1", url=url)
        assert refused.value.problems[0].field == "url"
    with pytest.raises(Invalid, match="is not a tier"):
        sources.subscribe(ben, line="hotdoc", tier="3", url=URL)
    sources.subscribe(ben, line="hotdoc", tier="1", url=URL)
    with pytest.raises(Invalid, match="already"):
        sources.subscribe(ben, line="hotdoc", tier="1", url=f" {URL} ")
    with pytest.raises(NotFound):
        sources.subscribe(ben, line="nowhere", tier="1", url=URL)
    with pytest.raises(NotAllowed):
        sources.subscribe(acting(site, "amara"), line="hotdoc", tier="1", url=URL)
    with pytest.raises(Invalid, match="on this machine only"):
        Sources(site, rehearsal=True).subscribe(ben, line="hotdoc", tier="1", url=URL)
