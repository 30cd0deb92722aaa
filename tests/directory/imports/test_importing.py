"""Files of organisations over a directory that stands: whose word goes, what is closed, what is
kept, and that all of it or nothing is done."""

from collections.abc import Collection

import pytest
from sqlmodel import col, select

from advice_line.directory import lookups
from advice_line.directory.imports.door import ImportingOrganisations, Overview
from advice_line.directory.imports.judging import Done
from advice_line.directory.kept import origins
from advice_line.directory_kinds import Origin, Part
from advice_line.errors import Conflict, NotAllowed
from advice_line.kinds import Role
from advice_line.ledger.work import Ledger
from advice_line.staffing.exchange.setting_up import set_up
from advice_line.tables.directory import Organisation
from advice_line.tables.ledger import TrailEntry
from advice_line.trust.roles import SYSTEM, Actor
from tests.directory.example import EXAMPLE, spoilt
from tests.directory.imports.example import own, report, row

OFFICE = Actor("responder:ola", frozenset({Role.COORDINATOR}), "Ola Example")


def bring(ledger: Ledger, data: bytes) -> Overview:
    return ImportingOrganisations(ledger).bring_in(SYSTEM, data, None, dry_run=False)


def done(overview: Overview) -> dict[str, str]:
    return {each.code: each.done.value for each in overview.judged}


def of(ledger: Ledger, code: str) -> Organisation:
    with ledger.look("test") as work:
        found = lookups.organisation_by_key(work.session, code)
        assert found is not None
        return found


def trail(ledger: Ledger, code: str) -> list[str]:
    with ledger.look("test") as work:
        lines = select(TrailEntry.action).where(col(TrailEntry.subject) == f"organisation:{code}")
        return list(work.session.exec(lines.order_by(col(TrailEntry.id))))


def test_the_same_report_again_changes_nothing(ledger: Ledger) -> None:
    data = report(
        row("Y99001"),
        row("Y99002", "OAK LANE", phone="01632 960101"),
        row("Y99003", status="C", closed="20200101"),
        row("Y99004", setting="1"),
    )
    first = bring(ledger, data)
    assert done(first) == {
        "Y99001": "added",
        "Y99002": "added",
        "Y99003": "left_out",
        "Y99004": "left_out",
    }
    assert set(done(bring(ledger, data)).values()) == {"unchanged", "left_out"}
    assert trail(ledger, "Y99001") == ["organisation.added"]
    with ledger.look("test") as work:
        # Two practices of one house: whose call it is, is nobody's to guess.
        assert lookups.organisation_by_phone(work.session, "+441632960101") is None


@pytest.mark.hazard("H17")
def test_a_code_is_closed_and_opened_again_by_the_report_and_each_is_told(ledger: Ledger) -> None:
    bring(ledger, report(row("Y99001"), row("Y99002")))
    closing = report(row("Y99001", status="C", closed="20261101"))
    closed = bring(ledger, closing)
    assert [each.code for each in closed.of(Done.CLOSED)] == ["Y99001"]
    assert [each.code for each in closed.missing] == ["Y99002"]
    assert str(of(ledger, "Y99001").closed_on) == "2026-11-01"
    assert of(ledger, "Y99002").closed_on is None
    assert done(bring(ledger, closing)) == {"Y99001": "unchanged"}
    opened = bring(ledger, report(row("Y99001")))
    assert [each.code for each in opened.of(Done.REOPENED)] == ["Y99001"]
    assert of(ledger, "Y99001").closed_on is None
    assert trail(ledger, "Y99001") == [
        "organisation.added",
        "organisation.closed",
        "organisation.reopened",
    ]


@pytest.mark.hazard("H17")
def test_what_people_put_right_stays_and_what_the_file_says_is_told(ledger: Ledger) -> None:
    bring(ledger, report(row("Y99001")))
    with ledger.work("responder:ola") as work:
        elm = of(ledger, "Y99001")
        work.update(elm, bypass_number="+441632960191", closed_on=None)
        for part in (Part.BYPASS, Part.CODE):
            origins.changed(work, elm.id or 0, part, Origin.OFFICE, "Ola", before={})
    found = bring(ledger, own("Y99001,Elm Road Surgery,,01632 960199,elm@example.org,,,,"))
    (elm_row,) = found.judged
    assert [(each.part, each.kept) for each in elm_row.changes] == [
        (Part.BYPASS, True),
        (Part.EMAIL, False),
    ]
    assert of(ledger, "Y99001").bypass_number == "+441632960191"
    assert of(ledger, "Y99001").email == "elm@example.org"
    # Somebody has rung them: they are open whatever the report says, until a person says otherwise.
    still = bring(ledger, report(row("Y99001", status="C", closed="20261101")))
    assert of(ledger, "Y99001").closed_on is None
    assert [each.part for each in still.kept[0].kept] == [Part.CODE]
    with ledger.look("test") as work:
        noted = origins.of_organisation(work.session, of(ledger, "Y99001").id or 0)
        assert noted[Part.BYPASS].differs["value"] == {"bypass_number": "+441632960199"}
        assert noted[Part.CODE].differs["source"] == "ods"


def test_a_report_does_not_take_back_what_the_site_s_own_files_say(site: Ledger) -> None:
    same_name = bring(site, report(row("Y99001", "ELM ROAD SURGERY", phone="01632 960177")))
    (elm,) = same_name.judged
    assert [(each.part, each.kept) for each in elm.changes] == [
        (Part.ADDRESS, False),
        (Part.CODE, False),
        (Part.PHONES, True),
    ]
    assert of(site, "Y99001").name == "Elm Road Surgery"
    bring(site, own("Y99001,Elm Road Practice,01632 960155,,,,,,"))
    assert of(site, "Y99001").name == "Elm Road Practice"
    again = set_up(site, EXAMPLE, by=SYSTEM)
    kept = [each for each in again.changes if each.done == "kept"]
    assert [(each.key, each.fields) for each in kept] == [("Y99001", ("name", "phones"))]
    renamed = spoilt(('name = "Elm Road Surgery"', 'name = "Elm Road Health Centre"'))
    set_up(site, renamed, by=SYSTEM)
    assert of(site, "Y99001").name == "Elm Road Health Centre"


def test_what_was_looked_over_is_what_is_saved_and_no_other_thing(ledger: Ledger) -> None:
    door = ImportingOrganisations(ledger)
    waiting = door.look_over(OFFICE, report(row("Y99001"), row("Y9")), None)
    looked = door.looked(OFFICE, waiting).overview
    assert codes(ledger) == []
    bring(ledger, report(row("Y99001", "ANOTHER NAME")))
    with pytest.raises(Conflict, match="was changed since you looked"):
        door.save(OFFICE, waiting, looked.seen)
    assert of(ledger, "Y99001").name == "ANOTHER NAME"
    door.save(OFFICE, waiting, door.looked(OFFICE, waiting).overview.seen)
    assert of(ledger, "Y99001").name == "ELM ROAD SURGERY"
    with pytest.raises(Conflict, match="saved or thrown away already"):
        door.save(OFFICE, waiting, "")
    with pytest.raises(NotAllowed):
        door.looked(Actor("responder:amara", frozenset({Role.RESPONDER})), waiting)


def codes(ledger: Ledger) -> Collection[str]:
    with ledger.look("test") as work:
        return [each.key for each in lookups.organisations(work.session)]
