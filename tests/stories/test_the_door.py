"""What comes to the telephone's door that should not: forged, from another time, from elsewhere, or
while the database cannot answer (H16)."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.engine import Connection

from advice_line import db
from advice_line.desk.staff.undelivered import Undelivered
from advice_line.tables.every import metadata
from integrations.sandbox.phones import accepts
from integrations.sandbox.records import Form
from integrations.sandbox.signing import signed_headers
from integrations.sandbox.views import WebhookView
from integrations.twilio.addresses import INCOMING, VOICE
from tests.stories import base
from tests.stories.base import SATURDAY, Told
from tests.stories.conftest import OpenedHere, on_sqlite
from tests.stories.outcomes import ends_as
from tests.stories.scene import AMARA, ELM_ROAD, ELM_ROAD_MOBILE, LINE, PUBLIC_URL, STRANGER
from tests.stories.world import World

pytestmark = pytest.mark.hazard("H16")

LAST_MONTHS_TOKEN = "sandbox-auth-token-of-last-month"


def written(hotdoc: World) -> dict[str, list[Any]]:
    """Every row of every table."""
    with hotdoc.ledger.look("test") as look:
        return {
            table.name: list(look.session.execute(select(table)).all())
            for table in metadata().sorted_tables
        }


def requests_of(hotdoc: World) -> list[tuple[WebhookView, Form]]:
    return [
        (hook, [(name, value) for name, value in hook["form"]]) for hook in hotdoc.phones.webhooks()
    ]


def sent(hotdoc: World, url: str, form: Form, headers: dict[str, str]) -> int | None:
    content = {"Content-Type": "application/x-www-form-urlencoded"}
    return hotdoc.carrier.hooks.send_as_is("forged", url, form, content | headers).status


@on_sqlite
def test_what_the_carrier_did_not_sign_is_refused_and_nothing_is_written(hotdoc: World) -> None:
    base.talk(hotdoc)
    hotdoc.settle()
    before, known = written(hotdoc), requests_of(hotdoc)
    token = hotdoc.carrier.account.token
    for (hook, form), (other, others) in zip(known, known[1:] + known[:1], strict=True):
        url = hook["url"]
        stale = signed_headers(LAST_MONTHS_TOKEN, url, form)
        borrowed = signed_headers(token, other["url"], others)
        assert hotdoc.phones.forge(url, form, signed=False) == 403
        assert sent(hotdoc, url, form, stale) == 403
        assert sent(hotdoc, url, form, borrowed) == 403
    assert written(hotdoc) == before


@on_sqlite
@pytest.mark.parametrize(
    "told",
    [
        Told(base.talk, "talk"),
        Told(base.nobody_answers, "promise"),
        Told(base.gone_while_it_rings, "gone"),
        Told(base.accepted_after_the_caller_left, "too late"),
        Told(base.withheld_and_keyed, "promise"),
        Told(base.closed_and_a_message, "closed", at=SATURDAY),
    ],
    ids=str,
)
def test_what_it_did_sign_changes_nothing_an_hour_later(
    opened_here: OpenedHere, told: Told
) -> None:
    hotdoc = opened_here(told.at)
    told.story(hotdoc)
    hotdoc.settle()
    hotdoc.wait(3600)
    hotdoc.settle()
    before, known = written(hotdoc), requests_of(hotdoc)
    for hook, form in reversed(known):
        assert hotdoc.phones.forge(hook["url"], form) == hook["status"]
    assert written(hotdoc) == before


@on_sqlite
@pytest.mark.parametrize(
    ("path", "changed", "why"),
    [
        (INCOMING, {"AccountSid": "AC" + "66" * 16}, "The request names another account."),
        (INCOMING, {"To": STRANGER}, "The request names nothing of ours."),
        (f"{VOICE}/greeted", {}, "The request names nothing of ours."),
        (
            f"{VOICE}/message-left",
            {"RecordingUrl": "https://recordings.example.com/RE1", "RecordingDuration": "7"},
            "The recording's address is not the carrier's.",
        ),
    ],
)
def test_what_is_signed_and_not_for_us_is_refused_and_shown(
    hotdoc: World, path: str, changed: dict[str, str], why: str
) -> None:
    usual = {
        "CallSid": "CA" + "01" * 16,
        "AccountSid": hotdoc.carrier.account.sid,
        "From": ELM_ROAD,
        "To": LINE,
        "CallStatus": "in-progress",
    }
    assert hotdoc.phones.forge(f"{PUBLIC_URL}{path}", list((usual | changed).items())) == 403
    assert hotdoc.queries() == []
    (refused,) = Undelivered(hotdoc.ledger).seen(hotdoc.responder("chidi")).refused
    assert refused.detail["reason"] == why
    assert refused.subject == f"{path} {usual['CallSid']}"


@pytest.fixture
def locked_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for a lock: who is locked out is told at once."""
    monkeypatch.setattr(db, "BUSY_SECONDS", 0.05)


while_locked = pytest.mark.usefixtures("locked_soon")


@contextmanager
def locked(hotdoc: World) -> Iterator[None]:
    """Another program holds the database for itself."""
    own = hotdoc.ledger.db
    other = create_engine(own.engine.url)
    with other.connect() as holder:
        _lock(holder, sqlite=own.sqlite)
        yield
        holder.rollback()
    other.dispose()


def _lock(holder: Connection, *, sqlite: bool) -> None:
    tables = ", ".join(table.name for table in metadata().sorted_tables)
    holder.exec_driver_sql("BEGIN IMMEDIATE" if sqlite else f"LOCK TABLE {tables}")


@while_locked
def test_while_the_database_is_locked_the_caller_hears_one_moment_and_is_then_served(
    hotdoc: World,
) -> None:
    hotdoc.phones.behaves(AMARA, accepts(talks_for=30))
    gp = hotdoc.person(ELM_ROAD_MOBILE)
    with locked(hotdoc):
        gp.rings(LINE).hears("One moment please", within=0)
    gp.hears("You are through").hears("Your reference is").is_cut_off()
    hotdoc.settle()
    ends_as(hotdoc.query(), "talk")


@while_locked
def test_a_key_that_is_pressed_while_it_is_locked_counts(hotdoc: World) -> None:
    gp = hotdoc.person(ELM_ROAD_MOBILE).rings(LINE)
    amara = hotdoc.person(AMARA).is_rung().answers().hears("press 1 to accept")
    with locked(hotdoc):
        amara.presses("1").hears("One moment please", within=0)
    hotdoc.phones.advance(5)
    assert gp.is_talking()
    amara.hangs_up()
    hotdoc.settle()
    ends_as(hotdoc.query(), "talk")


@while_locked
def test_a_caller_who_hangs_up_while_it_is_locked_is_owed_a_call_back(hotdoc: World) -> None:
    gp = hotdoc.person(ELM_ROAD).rings(LINE)
    hotdoc.person(AMARA).is_rung()
    with locked(hotdoc):
        gp.hangs_up()
    assert {fault["kind"] for fault in hotdoc.phones.faults()} == {"webhook"}
    hotdoc.carrier.faults.clear()  # the carrier's word is lost: it has given up telling us
    hotdoc.wait(360)
    hotdoc.settle()
    ends_as(hotdoc.query(), "gone")
