"""The demonstration's mail: the practices' and the rota managers', each in a place of its own."""

from datetime import timedelta

from advice_line.demo.people import BY_KEY
from advice_line.staffing.rostering.roster import Roster
from advice_line.trust.roles import SYSTEM
from rota.values import AbsenceKind
from tests.demo.conftest import Theatre


def test_the_rota_managers_have_their_mail_in_a_place_of_their_own(theatre: Theatre) -> None:
    first = theatre.duty()[0]
    with theatre.stage.service.ledger.look("test") as work:
        now = work.now
    Roster(theatre.stage.service.ledger).absent(
        SYSTEM,
        person=first,
        kind=AbsenceKind.SICKNESS,
        start=now + timedelta(days=1),
        end=now + timedelta(days=3),
    )
    theatre.settle()
    state = theatre.state()
    assert state["mails"] == []
    (mail,) = state["staff_mails"]
    assert mail["to"] == BY_KEY["ben"].email
    assert mail["words"].endswith("All of it stands on the page of gaps")
    assert mail["link"].endswith("/rota/gaps")
