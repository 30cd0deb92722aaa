"""What came of the advice about her: asked by a mail that names nobody, answered on a page with
words about her, and looked up by the office."""

import re
import time
from datetime import timedelta

from sqlmodel import col

from advice_line.desk.query import reading
from advice_line.tables.tracers import Tracer
from advice_line.tracer_kinds import TracerState
from tests.canary.bird import Canary
from tests.canary.house import House
from tests.web.people import ELM_ROAD_MAIL

_LINK = re.compile(r"https://advice\.example\.org(/you/tracers/\S+)")
_SECONDS = 60.0


def traced(house: House, bird: Canary, reference: str) -> None:
    _falls_due(house, reference)
    house.world.settle()
    link = _LINK.search(house.mails(ELM_ROAD_MAIL)[-1].text)
    assert link is not None
    practice = house.browser("elm road").opens(link[1]).presses("Send me a code")
    house.world.settle()
    practice.presses("Continue", code=bird.number).is_refused(422)
    practice.presses("Continue", code=house.mailed_code(ELM_ROAD_MAIL)).sees(bird.given)
    song = dict.fromkeys(("found", "feedback", "avoided", "reason"), bird.song)
    practice.presses("Not done", **song).is_refused(422).sees(bird.given)
    practice.presses("Not known yet", **song).sees(bird.given)
    chidi = house.signed_in("chidi").opens("/admin/tracers").follows("Elm Road").sees(bird.given)
    typed = {"outcome": "changed", "done_on": bird.song, "found": bird.song}
    chidi.presses("Keep this answer", **typed).is_refused(422)
    chidi.presses("Keep this answer", **(typed | {"done_on": "today"})).is_at("/admin/tracers")
    house.signed_in("amara").opens(f"/desk/{reference}").sees(bird.given)
    house.world.settle()


def _falls_due(house: House, reference: str) -> None:
    """As if a month had passed; the worker asks."""
    with house.world.ledger.work("test") as work:
        own = col(Tracer.query_id) == reading.by_reference(work, reference).id
        work.change(Tracer, own, act_at=work.now, begun_at=work.now - timedelta(days=31))
    until = time.monotonic() + _SECONDS
    while house.world.queries()[0]["tracer"]["state"] == TracerState.DUE:
        assert time.monotonic() < until, "nobody was asked"
        time.sleep(0.05)
