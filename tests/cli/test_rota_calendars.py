"""`rota feeds`, `rota calendars`: addresses out, calendars in, and the worker that reads them."""

from advice_line.cli.common import open_ledger
from advice_line.staffing.exchange.feeds import Feeds
from tests.calendars.conftest import Peer, peer
from tests.cli.conftest import Command
from tests.stories.conftest import on_sqlite

__all__ = ["peer"]
pytestmark = on_sqlite

CALENDAR = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:On call: AE\r\n"
    b"DTSTART:20261201T080000Z\r\nDTEND:20261201T190000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def test_a_feed_is_made_read_and_revoked(site: Command) -> None:
    (made,) = site("rota", "feeds", "--make", "--json").rows
    assert (made["line"], made["person"], made["last_read_at"]) == ("hotdoc", None, None)
    token = made["address"].rpartition("/")[2].removesuffix(".ics")
    assert made["address"] == f"http://localhost:8000/rota/feed/{token}.ics"
    with open_ledger() as ledger:
        assert b"Dr Amara Example\\, tier 1" in Feeds(ledger).read(token).body
    (read,) = site("rota", "feeds", "--json").rows
    assert read["last_read_at"] == "2026-11-23T09:00:00Z"
    assert made["address"] in site("rota", "feeds").out
    (gone,) = site("rota", "feeds", "--revoke", made["id"], "--json").rows
    assert (gone["address"], gone["revoked_at"]) == (None, "2026-11-23T09:00:00Z")
    assert site("rota", "feeds", "--revoke", "0" * 16).code == 1


def test_a_calendar_is_subscribed_to_and_read_by_the_worker(site: Command, peer: Peer) -> None:
    peer.pieces = [CALENDAR]
    words = ("rota", "calendars", "--subscribe", peer.url, "--tier", "2", "--json")
    (made,) = site(*words).rows
    assert (made["host"], made["tier"], made["last_tried_at"]) == ("127.0.0.1", "2", None)
    assert site("worker", "--once").rows[0]["fired"]["calendars"] == 1
    (read,) = site("rota", "calendars", "--json").rows
    assert (read["shifts"], read["failure"]) == (1, None)
    at = site("rota", "on-duty", "--at", "2026-12-01T09:00:00Z", "--json").rows[0]
    assert [each["person"] for each in at["duties"] if each["tier"] == "2"] == ["amara"]
    assert site("rota", "calendars", "--end", made["id"]).out == "No calendar is subscribed to.\n"


def test_a_calendar_that_cannot_be_read_says_why(site: Command, peer: Peer) -> None:
    peer.status = 404
    site("rota", "calendars", "--subscribe", peer.url)
    site("worker", "--once")
    shown = site("rota", "calendars").out
    assert "The calendar's server answered 404, not with a calendar." in shown
    assert "never" in shown


def test_bad_input_is_one_line(site: Command) -> None:
    for words, said in (
        (("calendars", "--subscribe", "https://calendar.example.org/x"), "on this machine only"),
        (("calendars", "--subscribe", "x", "--end", "y"), "one thing at a time"),
        (("feeds", "--make", "--revoke", "y"), "one thing at a time"),
        (("feeds", "--make", "--line", "hotdok"), "There is no line"),
    ):
        ran = site("rota", *words)
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
        assert said in ran.err
