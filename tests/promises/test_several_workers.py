"""Any number of workers see to the same promises, on either database: nobody is rung twice."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from advice_line.desk.ring_back.keeping import keeping
from integrations.sandbox.phones import accepts
from tests.promises.scene import AUTOMATIC, Kept
from tests.stories.soundness import unsound
from tests.stories.world import AMARA, ELM_ROAD_MOBILE, world

WORKERS = 4


@pytest.mark.hazard("H10")
def test_several_workers_ring_one_responder_once(database_url: str) -> None:
    with world(database_url, setup=AUTOMATIC) as opened:
        line = Kept(opened)
        line.begins()
        line.promises()
        opened.phones.behaves(AMARA, accepts())
        opened.phones.behaves(ELM_ROAD_MOBILE, accepts(key="", talks_for=60))
        opened.phones.advance(22 * 60)
        promises = keeping(opened.ledger)
        with ThreadPoolExecutor(WORKERS) as workers:
            seen = list(workers.map(lambda _: promises.sweep(), range(WORKERS)))
        assert sum(seen) == 1
        line.works()
        line.until(lambda: line.promise() == "kept")
        assert (line.tries(), line.rung(AMARA)) == ([("amara", "spoke")], 2)
        line.passes(1)
        assert unsound(opened) == []
