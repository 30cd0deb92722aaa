"""That a practice cannot act on advice is its author's to see: nobody else says that it was seen,
and with that it is over."""

import pytest

from advice_line.desk.receipts.spoken import Spoken
from advice_line.desk.staff.office import Office
from advice_line.desk.staff.worklist import Worklist
from advice_line.errors import NotFound
from tests.questions.asking import Written
from tests.questions.test_receipts import DAY, acknowledges, answered
from tests.stories.scene import AMARA, CHIDI


def test_only_its_author_says_that_they_have_seen_why_nobody_can_act(written: Written) -> None:
    answered(written)
    acknowledges(written, "cannot_act", why="She has moved to another practice.")
    (task,) = written.owed("cannot_act")
    with pytest.raises(NotFound):
        Office(written.world.ledger).finish(written.world.responder("chidi"), task["id"], "one")
    Worklist(written.world.ledger).finish(written.world.responder("amara"), task["id"], "two")
    told = [*written.world.texts(AMARA), *written.world.texts(CHIDI)]
    written.waits(DAY)
    assert [*written.world.texts(AMARA), *written.world.texts(CHIDI)] == told, "it is over"
    seen = Spoken(written.world.ledger).unreceived(
        written.world.responder("amara"), written.reference
    )
    assert seen is not None
    assert seen.cannot_act is not None
    assert seen.cannot_act.why == "She has moved to another practice."
