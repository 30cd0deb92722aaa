"""What the database holds already that a setup file may name, or may not take."""

from collections.abc import Iterator
from datetime import date

from sqlmodel import Session, col, select

from advice_line.directory import lookups
from advice_line.directory.setup.checks import Known
from advice_line.directory.setup.reading import Reading
from advice_line.tables.directory import (
    Organisation,
    OrganisationPhone,
    Requester,
    RequesterPhone,
)
from advice_line.trust import granted
from advice_line.trust.roles import Action, permit
from rota import store


def load(session: Session, reading: Reading, today: date) -> Known:
    return Known(
        responders=frozenset(each.key for each in lookups.responders(session)),
        answers=_answers(session),
        today=today,
        organisations=frozenset(each.key for each in lookups.every_organisation(session)),
        requesters=frozenset(session.exec(select(Requester.key))),
        numbers={
            number: f"{table} {key}, which is stored already"
            for table, key, number in _numbers(session)
            if key not in _named(reading, table)
        },
        rotas={line.key: store.load(session, line.key) for line in lookups.lines(session)},
        points=_points(session, reading),
    )


def _answers(session: Session) -> dict[str, frozenset[str] | None]:
    lines = [line.key for line in lookups.lines(session)]
    return {
        each.key: None
        if permit(granted.everywhere(each), Action.WRITE_RECORD)
        else frozenset(line for line in lines if lookups.may_be_rung(each, line))
        for each in lookups.responders(session)
    }


def _named(reading: Reading, table: str) -> frozenset[str]:
    """Whoever answered may be of the staff from now on, and the other way round."""
    if table == "responders":
        return reading.named["responders"] | reading.named["staff"]
    return reading.named[table]


def _points(session: Session, reading: Reading) -> dict[str, tuple[str, str]]:
    lines = {line.id: line.key for line in lookups.lines(session)}
    return {
        point.key: (lines[point.line_id], point.tier)
        for point in lookups.contact_points(session)
        if point.in_use and point.key not in reading.named["contact_points"]
    }


def _numbers(session: Session) -> Iterator[tuple[str, str, str]]:
    """Table, key and number of everything that has one."""
    for line in lookups.lines(session):
        yield "lines", line.key, line.number
    for responder in lookups.responders(session):
        yield "responders", responder.key, responder.mobile
    phones = select(Organisation.key, OrganisationPhone.number).join(
        OrganisationPhone, col(OrganisationPhone.organisation_id) == col(Organisation.id)
    )
    for key, number in session.exec(phones):
        yield "organisations", key, number
    own = select(Requester.key, RequesterPhone.number).join(
        RequesterPhone, col(RequesterPhone.requester_id) == col(Requester.id)
    )
    for key, number in session.exec(own):
        yield "requesters", key, number
