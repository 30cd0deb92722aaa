"""Who works for the service: who answers on which line, and who never does."""

import pytest
from sqlmodel import Session, col, select

from advice_line.directory import lookups
from advice_line.kinds import Role, StaffRole
from advice_line.ledger.work import Ledger
from advice_line.staffing import on_duty
from advice_line.staffing.exchange.setting_up import set_up
from advice_line.tables.directory import Responder
from advice_line.tables.ledger import TrailEntry
from advice_line.trust import granted, sessions
from advice_line.trust.roles import SYSTEM, Action
from tests.directory.example import EXAMPLE, spoilt
from tests.directory.faults import said_of

OLU = """
[[staff]]
key = "olu"
name = "Olu Example"
mobile = "+447700900007"
email = "olu@example.org"
roles = ["coordinator"]
"""


@pytest.mark.hazard("H15")
def test_who_is_no_clinician_signs_in_and_is_never_asked_for_advice(site: Ledger) -> None:
    set_up(site, f"version = 1\n{OLU}", by=SYSTEM)
    with site.work("test") as work:
        olu = found(work.session, "olu")
        # Whatever wrote it there.
        work.change(Responder, col(Responder.id) == olu.id, roles=["coordinator", "responder"])
        olu = found(work.session, "olu")
        assert olu.role == StaffRole.STAFF
        assert sessions.staff(olu).roles == {Role.COORDINATOR}
        assert not lookups.may_be_rung(olu, "hotdoc")
        assert not sessions.staff(olu).may(Action.WRITE_RECORD)


@pytest.mark.hazard("H15")
def test_a_file_gives_no_advice_to_somebody_of_the_staff() -> None:
    (said,) = said_of(EXAMPLE + OLU.replace('["coordinator"]', '["responder"]'))
    assert '"responder" is not one of coordinator, rota_manager, educator' in said
    twice = said_of(EXAMPLE + OLU.replace("olu", "ben", 1))
    assert any('"ben" is already the key of the one on line' in each for each in twice)
    named = said_of(spoilt(('who = ["ben"', 'who = ["olu"')) + OLU)
    assert any('"olu" has not the role responder' in each for each in named)


def test_roles_on_one_line_hold_there_alone(site: Ledger) -> None:
    narrow = spoilt(
        ('roles = ["responder", "rota_manager"]', 'roles_on = { hotdoc = ["educator"] }')
    )
    said = said_of(narrow)
    assert all('"ben" has not the role responder: whoever is rung' in each for each in said)
    elsewhere = narrow.replace('hotdoc = ["educator"]', 'chest = ["responder"]')
    assert any('"ben" has not the role responder on hotdoc' in each for each in said_of(elsewhere))
    answers = narrow.replace('["educator"] }', '["responder", "rota_manager"] }')
    set_up(site, answers, by=SYSTEM)
    with site.look("test") as work:
        ben = found(work.session, "ben")
        assert granted.everywhere(ben) == frozenset()
        assert granted.on(ben, "hotdoc") == {Role.RESPONDER, Role.ROTA_MANAGER}
        assert granted.on(ben, "chest") == frozenset()
        managing = on_duty.with_role(work.session, Role.ROTA_MANAGER, "hotdoc")
        assert [each.key for each in managing] == ["ben"]
    unknown = said_of(answers.replace("hotdoc = [", "hotdok = ["))
    assert any('nothing has the key "hotdok"; did you mean "hotdoc"?' in each for each in unknown)


def test_each_role_that_is_given_or_taken_is_a_line_of_the_trail(site: Ledger) -> None:
    set_up(site, spoilt(('["responder", "educator"]', '["responder", "service_lead"]')), by=SYSTEM)
    with site.look("test") as work:
        wanted = select(TrailEntry).where(col(TrailEntry.action).startswith("role."))
        lines = work.session.exec(wanted.order_by(col(TrailEntry.id))).all()
        told = [(each.action, each.subject, each.detail["role"]) for each in lines]
    assert told[-2:] == [
        ("role.granted", "responder:amara", "service_lead"),
        ("role.removed", "responder:amara", "educator"),
    ]


def found(session: Session, key: str) -> Responder:
    person = lookups.responder_by_key(session, key)
    assert person is not None
    return person
