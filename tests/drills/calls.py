"""The calls of the drill, each told once from the first ring to the last thing owed.

What a person or the carrier would do again after a failure is done again: the carrier repeats its
requests with the same token, a person taps once more with the same form.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from integrations.sandbox.phones import Behaviour, accepts
from tests.drills import pages
from tests.drills.site import Site
from tests.stories import base
from tests.stories.base import MONDAY_NOON, MONDAY_TEN, SATURDAY
from tests.stories.scene import AMARA, ELM_ROAD_MOBILE, LINE, OAK_LANE_MOBILE


@dataclass(frozen=True)
class Call:
    """`varies` names what of it depends on how long a kill keeps people waiting."""

    name: str
    at: datetime
    tell: Callable[[Site], None]
    varies: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return self.name


def written_down(site: Site) -> None:
    """Oak Lane's mail may carry the whole letter."""
    site.phones.behaves(AMARA, accepts(talks_for=60))
    gp = site.person(OAK_LANE_MOBILE).rings(LINE)
    gp.hears("Your reference is").is_cut_off()
    site.settle()
    pages.writes_down(site, AMARA)


def rung_back(site: Site) -> None:
    base.nobody_answers(site)
    site.settle()
    site.phones.behaves(AMARA, accepts())
    site.phones.behaves(ELM_ROAD_MOBILE, Behaviour("answers", talks_for=60))
    pages.rings_back(site, AMARA)
    site.settle()
    until_rung_back(site, ELM_ROAD_MOBILE)


def until_rung_back(site: Site, number: str) -> None:
    """Raises AssertionError when the line's call to this phone is not over in three minutes."""
    for _ in range(180):
        rung = [leg for leg in site.phones.legs(number) if leg["from_number"] == LINE]
        if rung and rung[-1]["ended"]:
            return
        site.phones.advance(1)
    raise AssertionError(f"{number} was not rung back")


TALK = Call("talk", MONDAY_TEN, base.talk)
NOBODY = Call("nobody accepts", MONDAY_TEN, base.nobody_answers)
HANG_UP = Call("hang-up", MONDAY_TEN, base.gone_while_it_rings)
MESSAGE = Call("closed, with a message", SATURDAY, base.closed_and_a_message)
SILENT_DESK = Call("a desk that is silent", MONDAY_NOON, base.talk_where_the_desk_is_silent)
WRITTEN = Call("talk, written down", MONDAY_TEN, written_down)
RUNG_BACK = Call("nobody accepts, rung back", MONDAY_TEN, rung_back)
CALLS = (TALK, NOBODY, HANG_UP, MESSAGE, WRITTEN, RUNG_BACK, SILENT_DESK)
