"""Two people in the same second: the query is answered by one of them, and the other hears who has
it; what they typed is kept (H10)."""

from collections.abc import Iterator

import pytest

from advice_line.errors import Conflict, NotAllowed
from integrations.sandbox.mail import MailServer
from tests.questions.asking import Written
from tests.questions.conftest import on_a_line
from tests.questions.test_passing_on import SPECIALIST, offers
from tests.stories.at_once import at_once
from tests.web.people import REQUIRED

pytestmark = pytest.mark.hazard("H10")


@pytest.fixture
def offered(database_url: str, mail_server: MailServer) -> Iterator[Written]:
    """Amara's query, which she has offered to Ben."""
    with on_a_line(database_url, mail_server) as written:
        written.asks()
        written.world.claims("amara")
        offers(written, SPECIALIST)
        yield written


def signs(written: Written) -> str | None:
    """Amara, who has it; what she is told instead."""
    by, reference = written.world.responder("amara"), written.reference
    try:
        written.world.records.sign(by, reference, REQUIRED, "sign")
    except NotAllowed as refused:
        return refused.sentence
    return None


def accepts(written: Written) -> str | None:
    """Ben, to whom it is offered; what he is told instead."""
    try:
        written.passing.accept(written.world.responder("ben"), written.reference)
    except Conflict as refused:
        return refused.sentence
    return None


def test_one_answers_while_the_other_accepts(offered: Written) -> None:
    told = at_once(lambda: signs(offered), lambda: accepts(offered))
    offered.world.settle()
    query = offered.world.query()
    hers, his = told
    assert (hers is None) != (his is None)
    if hers is None:
        assert (query["owner"], len(query["advice"])) == ("amara", 1)
    else:
        assert (query["owner"], query["advice"]) == ("ben", [])
        assert "Ben Example" in hers


def test_what_is_answered_already_is_not_offered_any_more(offered: Written) -> None:
    assert signs(offered) is None
    assert "it is with Dr Amara Example" in (accepts(offered) or "")
    offered.waits(45 * 60)
    assert offered.world.query()["owner"] == "amara"


def test_who_gave_it_away_signs_nothing_and_has_what_they_typed(offered: Written) -> None:
    assert accepts(offered) is None
    assert "Ben Example" in (signs(offered) or "")
    assert offered.world.query()["advice"] == []
