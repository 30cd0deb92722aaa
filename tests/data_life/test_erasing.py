"""What is erased is in no column any more, after every seal was opened; it takes two persons,
leaves what is held, has a receipt, and is done again after a restore."""

from typing import Any

import pytest
from sqlmodel import select

from advice_line.data_life.erasing import Erasing
from advice_line.data_life.holding import Holding
from advice_line.data_life.objecting import Objecting
from advice_line.data_life.reapplying import Reapplying
from advice_line.desk.practice import inviting
from advice_line.errors import Invalid, NotAllowed
from advice_line.kinds import CaseState, Role
from advice_line.ledger.work import Ledger
from advice_line.practice_kinds import JoinedBy
from advice_line.rules import practice_form
from advice_line.tables.cases import Case
from advice_line.tables.directory import Organisation, Requester, RequesterAddress
from advice_line.tables.every import metadata
from advice_line.tables.practices import PracticeMember
from advice_line.tables.queries import Query
from advice_line.trust import members
from advice_line.trust.roles import SYSTEM, Actor
from tests.data_life import world as worlds
from tests.data_life.test_running import left as left_of

INES, ODD = (
    Actor(f"responder:{name}", frozenset({Role.INFORMATION_GOVERNANCE}), name, responder_id=number)
    for number, name in ((91, "ines"), (92, "odd"))
)
NUMBER = "9990000018"
OF_PATIENT = {
    "kind": "patient",
    "number": NUMBER,
    "date_of_birth": "12 3 1961",
    "extent": "all",
    "reason": "Asked for in writing",
}


def closed(ledger: Ledger) -> list[worlds.Made]:
    """Everything of two patients, all of it over."""
    world = worlds.populate(ledger, 4, holds=False)
    with ledger.work("test") as work:
        work.change(Query, state="closed", closed_at=work.now)
    return world.made


def everything(ledger: Ledger) -> dict[int, str]:
    """All that is sealed of each query, opened, by the query's id; and what else stands there."""
    found: dict[int, str] = {}
    with ledger.look("test") as work:
        for table in metadata().sorted_tables:
            for row in work.session.execute(table.select()).mappings():
                key = row.get("query_id") or (row["id"] if table.name == "queries" else 0)
                opened = [_open(work, table.name, name, value) for name, value in row.items()]
                found[key or 0] = found.get(key or 0, "") + "".join(opened)
    return found


def _open(work: Any, table: str, name: str, value: Any) -> str:
    if name.startswith("sealed_") and value is not None:
        return str(work.vault.open_bytes(value, f"{table}.{name}").decode(errors="replace"))
    return str(value)


@pytest.mark.hazard("H07")
@pytest.mark.hazard("H14")
def test_two_persons_erase_a_patient_and_nothing_of_them_is_left_but_what_is_held(
    ledger: Ledger,
) -> None:
    made = closed(ledger)
    with ledger.look("test") as work:
        mark = work.vault.mark(NUMBER, "patient")
    theirs = [each.id for each in made if each.number == NUMBER]
    others = [each.id for each in made if each.number != NUMBER]
    with ledger.look("test") as work:
        reference = work.session.get_one(Query, theirs[0]).reference
    hold = {"kind": "query", "reference": reference, "reason": "A claim is announced"}
    Holding(ledger).place(INES, hold, "hold")
    door = Erasing(ledger)
    with pytest.raises(Invalid):
        door.ask(INES, OF_PATIENT | {"date_of_birth": "1 1 1999"}, "wrong")
    asked = door.ask(INES, OF_PATIENT, "ask")
    assert {each.stays for each in door.look(ODD, asked).ones} == {None, "held"}
    for alone in (INES, SYSTEM):
        with pytest.raises(NotAllowed):
            door.confirm(alone, asked, "alone")
    kept = everything(ledger)
    assert all(NUMBER in kept[each] for each in theirs)
    door.confirm(ODD, asked, "both")
    left = everything(ledger)
    assert [each for each in theirs if NUMBER in left[each] or mark in left[each]] == theirs[:1]
    assert all(left[each] == kept[each] for each in others)
    assert door.listed(ODD)[0].receipt is not None
    with ledger.look("test") as work:
        gone = set(theirs[1:])
        assert [each for each in left_of(work) if each[1] in gone and each[0] != "event"] == []

    _restored(ledger, theirs[1], kept)


@pytest.mark.hazard("H07")
def test_a_requester_is_taken_out_of_what_they_asked_and_nobody_else_is(ledger: Ledger) -> None:
    closed(ledger)
    with ledger.work("test") as work:
        known = work.add(Requester(key="wren", name="Sr Wren Example"))
        first, second = list(work.session.exec(select(Query)))[:2]
        asker = work.vault.seal('{"requester_name": "Sr Wren Example"}', "queries.sealed_requester")
        work.update(first, requester_id=known.id, sealed_requester=asker)
        work.update(second, sealed_requester=asker)
        reference = first.reference
    door = Erasing(ledger)
    stranger = {"kind": "requester", "extent": "all", "reason": "Asked for in writing"}
    unknown = door.ask(INES, stranger | {"requester": "nobody@example.org"}, "unknown")
    assert door.look(ODD, unknown).ones == ()
    asked = door.ask(INES, stranger | {"requester": "wren"}, "ask")
    assert [each.reference for each in door.look(ODD, asked).ones] == [reference]


@pytest.mark.hazard("H07")
def test_a_requester_who_is_of_a_practice_is_taken_out_of_its_list_too(ledger: Ledger) -> None:
    closed(ledger)
    with ledger.work("test") as work:
        known = work.add(Requester(key="wren", name="Sr Wren Example"))
        work.add(
            RequesterAddress(
                address="wren@example.org", requester_id=known.id or 0, confirmed_at=work.now
            )
        )
        practice = work.session.exec(select(Organisation)).first()
        assert practice is not None
        member = work.add(
            PracticeMember(
                organisation_id=practice.id or 0,
                requester_id=known.id or 0,
                joined_at=work.now,
                joined_by=JoinedBy.DOMAIN,
                name="Sr Wren Example",
                role="nurse",
                registration="18A9999E",
            )
        )
        inviting.invite(
            work, practice, practice_form.Invited("wren@example.org", True, None), "test"
        )
    door = Erasing(ledger)
    asked = door.ask(
        INES,
        {"kind": "requester", "extent": "all", "reason": "In writing", "requester": "wren"},
        "ask",
    )
    door.confirm(ODD, asked, "both")
    left = "".join(everything(ledger).values())
    assert not [each for each in ("Wren", "wren@", "18A9999E") if each in left]
    with ledger.look("test") as work:
        assert members.find(work.session, member.id, work.now) is None


def _restored(ledger: Ledger, query: int, kept: dict[int, str]) -> None:
    """It is there again, as after an older backup; a list that was changed does nothing."""
    door, listing = Reapplying(ledger), Reapplying(ledger).listing(SYSTEM)
    assert NUMBER not in listing
    with ledger.work("test") as work:
        row = work.session.get_one(Query, query)
        sealed = work.vault.seal(kept[query], "queries.sealed_patient")
        mark = work.vault.mark(NUMBER, "patient")
        work.update(row, emptied_at=None, sealed_patient=None, sealed_question=None)
        work.update(row, patient_hash=mark, sealed_closed_reason=sealed)
    with pytest.raises(Invalid):
        door.reapply(SYSTEM, listing.replace('"all"', '"none"'))
    assert door.reapply(SYSTEM, listing).erasures == 1
    assert mark not in everything(ledger)[query]
    assert door.reapply(SYSTEM, listing).objects == 0


@pytest.mark.hazard("H08")
def test_whoever_objects_is_out_of_teaching_until_they_take_it_back(ledger: Ledger) -> None:
    made = closed(ledger)
    theirs = {each.id for each in made if each.number == NUMBER}
    door = Objecting(ledger)
    assert door.of_patient(INES, {"number": NUMBER}, "once") == len(theirs)
    assert objected(ledger) == theirs
    (objection,) = door.listed(INES)
    assert objection.queries == len(theirs)
    door.lift_told(INES, objection.id, "back")
    assert objected(ledger) == set()


def objected(ledger: Ledger) -> set[int | None]:
    with ledger.look("test") as work:
        cases = select(Case.query_id).where(Case.state == CaseState.OBJECTED)
        return set(work.session.exec(cases))
