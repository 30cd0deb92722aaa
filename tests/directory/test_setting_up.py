"""A site from its file: all of it or nothing, by key, with its trail."""

import pytest
from sqlalchemy import func
from sqlmodel import SQLModel, col, select

from advice_line.clock import SetClock
from advice_line.directory import lookups
from advice_line.directory.setup import known as setup_known
from advice_line.directory.setup.checks import Known
from advice_line.errors import Conflict, NotAllowed, SetupInvalid
from advice_line.ledger.work import Ledger
from advice_line.staffing.exchange.setting_up import Outcome, examine, set_up
from advice_line.tables.directory import Line, Organisation, Responder
from advice_line.tables.ledger import TrailEntry
from advice_line.trust.roles import NOBODY, SYSTEM
from rota import store
from rota.tables import RotaChange, RotaFact
from tests.directory.example import EXAMPLE, spoilt


def done(outcome: Outcome) -> dict[str, str]:
    return {f"{each.kind} {each.key}": each.done.value for each in outcome.changes}


def fields(outcome: Outcome) -> dict[str, tuple[str, ...]]:
    return {each.key: each.fields for each in outcome.changes if each.fields}


def counts(ledger: Ledger) -> dict[str, int]:
    tables: list[type[SQLModel]] = [Line, Organisation, Responder, RotaChange, RotaFact, TrailEntry]
    with ledger.look("test") as work:
        return {
            table.__name__: work.session.exec(select(func.count()).select_from(table)).one()
            for table in tables
        }


def version(ledger: Ledger) -> str:
    with ledger.look("test") as work:
        return store.load(work.session, "hotdoc").version


def test_the_documented_example_sets_a_site_up(ledger: Ledger) -> None:
    outcome = set_up(ledger, EXAMPLE, by=SYSTEM)
    assert set(done(outcome).values()) == {"added"}
    with ledger.look("test") as work:
        line = lookups.line_by_key(work.session, "hotdoc")
        assert line is not None
        assert line.ring_seconds == {"tier1": 15, "tier2": 15, "lead": 20}
        assert line.words["greeting"].startswith("You are through to radiology advice.")
        assert line.targets == {"now": "15 min", "today": "4 open hours", "routine": "1 open day"}
        amara = lookups.responder_by_key(work.session, "amara")
        assert amara is not None
        assert amara.roles == ["responder", "educator"]
        assert str(amara.registration_expires) == "2028-06-30"
        rota = store.load(work.session, "hotdoc")
        assert rota.calendar.closed_days[0].reason == "site closed"
        assert len(rota.patterns[0].sessions) == 4
        assert rota.covers[0].start.isoformat() == "2026-11-25T13:00:00+00:00"


def test_the_same_file_again_changes_nothing(site: Ledger) -> None:
    before, held = counts(site), version(site)
    outcome = set_up(site, EXAMPLE, by=SYSTEM)
    assert set(done(outcome).values()) == {"unchanged"}
    assert counts(site) == before
    assert version(site) == held


def test_what_changed_is_updated_by_key_and_named(site: Ledger) -> None:
    held = version(site)
    outcome = set_up(
        site,
        spoilt(
            ('name = "Ben Example"', 'name = "Ben Sample"'),
            ('phones = ["+441632960101"]', 'phones = ["+441632960102"]'),
            ("hunt_seconds = 75", "hunt_seconds = 60"),
            ('["08:00-19:00"] }     # local', '["08:00-18:00"] }     # local'),
            ('tier = "lead"', 'tier = "2"'),
            ("to = 2026-11-25T19:00:00", "to = 2026-11-25T18:00:00"),
        ),
        by=SYSTEM,
    )
    assert fields(outcome) == {
        "hotdoc": ("hunt_seconds", "open"),
        "Y99001": ("phones",),
        "ben": ("name",),
        "weekdays": ("sessions",),
        "2026-11-25-pm": ("to",),
    }
    assert version(site) != held
    with site.look("test") as work:
        assert lookups.organisation_by_phone(work.session, "+441632960101") is None
        assert lookups.organisation_by_phone(work.session, "+441632960102") is not None


def test_what_a_file_does_not_mention_stays(site: Ledger) -> None:
    before = counts(site)
    only_a_cover = """version = 1
[[covers]]
key = "christmas-week"
line = "hotdoc"
from = 2026-12-23T08:00:00
to = 2026-12-23T12:00:00
tier = "1"
who = ["ben"]
"""
    outcome = set_up(site, only_a_cover, by=SYSTEM)
    assert done(outcome) == {"cover christmas-week": "added"}
    after = counts(site)
    assert after == before | {
        "RotaChange": before["RotaChange"] + 1,
        "RotaFact": before["RotaFact"] + 1,
        # The table of the file, and the change of the rota.
        "TrailEntry": before["TrailEntry"] + 2,
    }


def test_two_responders_may_exchange_their_mobiles(site: Ledger) -> None:
    swapped = spoilt(
        ('mobile = "+447700900001"', 'mobile = "+447700900009"'),
        ('mobile = "+447700900002"', 'mobile = "+447700900001"'),
        ('mobile = "+447700900009"', 'mobile = "+447700900002"'),
    )
    set_up(site, swapped, by=SYSTEM)
    with site.look("test") as work:
        ben = lookups.responder_by_mobile(work.session, "+447700900001")
        assert ben is not None
        assert ben.key == "ben"


def test_a_phone_may_move_to_another_practice(site: Ledger) -> None:
    new = """
[[organisations]]
key = "A99002"
name = "Ash Lane Surgery"
kind = "practice"
phones = ["+441632960101"]
"""
    text = spoilt(('phones = ["+441632960101"]', 'phones = ["+441632960103"]'))
    set_up(site, text + new, by=SYSTEM)
    with site.look("test") as work:
        found = lookups.organisation_by_phone(work.session, "+441632960101")
        assert found is not None
        assert found.key == "A99002"


def test_a_stored_practice_keeps_its_phone_from_a_new_one(site: Ledger) -> None:
    new = """version = 1
[[organisations]]
key = "A99002"
name = "Ash Lane Surgery"
kind = "practice"
phones = ["+441632960101"]
"""
    with pytest.raises(SetupInvalid, match="already that of organisations Y99001") as refused:
        set_up(site, new, by=SYSTEM)
    assert [each.field for each in refused.value.problems] == ["organisations[1].phones[1]"]


def test_one_fault_anywhere_changes_nothing(site: Ledger) -> None:
    before, held = counts(site), version(site)
    text = spoilt(
        ('name = "Ben Example"', 'name = "Ben Sample"'),
        ("hunt_seconds = 75", "hunt_seconds = 60"),
        ('who = ["amara"]\n', 'who = ["amaro"]\n'),
    )
    with pytest.raises(SetupInvalid, match='did you mean "amara"') as refused:
        set_up(site, text, by=SYSTEM)
    assert len(refused.value.problems) == 1
    assert counts(site) == before
    assert version(site) == held


def test_a_mobile_that_another_setup_took_in_between_changes_nothing(
    site: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What this setup saw of the database is from before the other one wrote it.
    monkeypatch.setattr(setup_known, "load", lambda *_seen: Known(rotas={}))
    before = counts(site)
    text = spoilt(('key = "ben"', 'key = "benjamin"')).replace('["ben"]', '["benjamin"]')
    with pytest.raises(Conflict, match="Run this one again"):
        set_up(site, text, by=SYSTEM)
    assert counts(site) == before


def test_examining_tells_the_same_and_keeps_nothing(ledger: Ledger) -> None:
    before = counts(ledger)
    outcome = examine(ledger, EXAMPLE, by=SYSTEM)
    assert set(done(outcome).values()) == {"added"}
    assert counts(ledger) == before
    assert outcome == set_up(ledger, EXAMPLE, by=SYSTEM)


def test_each_change_is_a_line_of_the_trail(site: Ledger) -> None:
    set_up(site, spoilt(("list_size = 8200", "list_size = 8300")), by=SYSTEM)
    with site.look("test") as work:
        every = work.session.exec(select(TrailEntry).order_by(col(TrailEntry.id))).all()
        lines = [each for each in every if not each.action.startswith("role.")]
        said = [(each.action, each.subject) for each in lines]
        # A change of the rota has no name of its own, and its number may leave one out.
        change = said[6][1]
        assert str(change).startswith("rota_change:")
        assert said == [
            ("setup.added", "line:hotdoc"),
            ("setup.added", "organisation:Y99001"),
            ("setup.added", "responder:amara"),
            ("setup.added", "responder:ben"),
            ("setup.added", "pattern:weekdays"),
            ("setup.added", "cover:2026-11-25-pm"),
            ("rota.setup", change),
            ("setup.updated", "organisation:Y99001"),
        ]
        assert lines[-1].detail == {"fields": ["list_size"]}
        assert {each.actor for each in lines} == {"system"}


def test_nobody_else_sets_up(ledger: Ledger) -> None:
    with pytest.raises(NotAllowed):
        set_up(ledger, EXAMPLE, by=NOBODY)


@pytest.mark.hazard("H05")
def test_the_next_fortnight_is_shown_with_its_closed_days(ledger: Ledger, clock: SetClock) -> None:
    clock.instant = clock.instant.replace(month=12, day=21)
    opening = set_up(ledger, EXAMPLE, by=SYSTEM).opening
    assert [each.date.day for each in opening] == [*range(21, 32), 1, 2, 3]
    shown = {each.date.day: each.reason or ", ".join(each.open) for each in opening}
    assert shown[23] == "08:00-19:00"
    assert shown[24] == "closed_day: site closed"
    assert shown[25].startswith("bank_holiday: Christmas Day")
    assert shown[26].startswith("bank_holiday: Boxing Day")
    assert shown[27] == "hours"
    assert shown[28].startswith("bank_holiday: ")
    assert shown[29] == "08:00-19:00"
    assert shown[1].startswith("bank_holiday: New Year's Day")
