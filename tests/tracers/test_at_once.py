"""Two workers ask one person once; of two who answer in the same second one is first (H10)."""

from collections.abc import Callable, Iterator

import pytest

from advice_line.desk.tracers.asking import asking
from advice_line.desk.tracers.office import TracersOffice
from advice_line.desk.tracers.own_page import OwnTracers
from advice_line.errors import Conflict
from advice_line.kinds import Role
from advice_line.tables.tracers import Tracer
from advice_line.trust.roles import Actor
from integrations.sandbox.mail import MailServer
from tests.stories.at_once import at_once
from tests.tracers.conftest import on_a_line
from tests.tracers.traced import ANOTHER, Traced, at

pytestmark = pytest.mark.hazard("H10")


@pytest.fixture
def due(database_url: str, mail_server: MailServer) -> Iterator[Traced]:
    """Two of one person, due and not asked yet."""
    with on_a_line(database_url, mail_server) as traced:
        traced.advises()
        traced.advises(**ANOTHER)
        traced.sleeps_to(at(12, 23))
        yield traced


def test_two_workers_ask_once_and_one_answer_is_final(due: Traced) -> None:
    job = asking(due.world.ledger)
    at_once(job.sweep, job.sweep)
    due.world.service.deliver()
    assert len(due.asked()) == 1
    assert {each["tracer"]["asked"] for each in due.world.queries()} == {1}

    first = due.tracer()["id"]
    with due.world.ledger.look("test") as work:
        link = work.session.get_one(Tracer, 1).link_id
    by = Actor("requester:1", frozenset({Role.REQUESTER}), link_id=link)
    token = due.link().rpartition("/")[2]
    seen = {"outcome": "done", "done_on": "3 12 2026", "found": "MRI"}

    def requester() -> bool:
        return said(lambda: own.answer(by, token, first, {"outcome": "changed"}, "hers"))

    def office() -> bool:
        return said(lambda: theirs.answer(due.world.responder("chidi"), first, seen, "his"))

    own, theirs = OwnTracers(due.world.ledger), TracersOffice(due.world.ledger)
    assert sorted(at_once(requester, office)) == [False, True]
    assert len(due.tracer()["answers"]) == 1


def said(answer: Callable[[], None]) -> bool:
    try:
        answer()
    except Conflict:
        return False
    return True
