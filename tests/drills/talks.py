"""Calls of the drill that go on while the service is killed: held, handed over, rung by the system.

How long they last depends on how long a kill keeps them waiting, and nothing else of them may."""

from collections.abc import Callable

from sqlmodel import select

from advice_line.call_kinds import ColleagueState
from advice_line.outgoing_kinds import NoticeKind
from advice_line.rules import room_words
from advice_line.staffing.exchange import setting_up
from advice_line.tables.rooms import Colleague
from advice_line.trust.roles import SYSTEM
from integrations.sandbox.phones import Behaviour, accepts
from integrations.sandbox.story import Person
from tests.drills import pages
from tests.drills.calls import Call, until_rung_back
from tests.drills.site import Site
from tests.drills.waiting import until
from tests.promises.scene import AUTOMATIC
from tests.stories import base
from tests.stories.base import MONDAY_TEN
from tests.stories.scene import AMARA, BEN, ELM_ROAD_MOBILE, LINE
from tests.web.surfing import Surfer

_LENGTHS = frozenset({"bridged_seconds", "seconds"})
# Which of them depends on when somebody could be held.
_ON_HOLD = (room_words.HOLD, room_words.STILL_HELD)


def held(site: Site) -> None:
    amara, gp = _talks(site)
    amara.presses("Hold")
    _goes_on(site, lambda: any(each["text"] in _ON_HOLD for each in gp.heard()))
    amara.opens("/desk/call").presses("Back to the caller")
    _goes_on(site, gp.is_talking)
    gp.hangs_up()


def handed_over(site: Site) -> None:
    amara, gp = _talks(site)
    site.phones.behaves(BEN, accepts())
    amara.presses("Hand over to them", who="ben")
    _goes_on(site, lambda: _joined(site))
    site.person(AMARA).hangs_up()
    _goes_on(site, gp.is_talking)
    gp.hangs_up()


def kept_by_the_system(site: Site) -> None:
    setting_up.set_up(site.ledger, AUTOMATIC, by=SYSTEM)
    base.nobody_answers(site)
    site.settle()
    site.phones.behaves(AMARA, accepts())
    site.phones.behaves(ELM_ROAD_MOBILE, Behaviour("answers", talks_for=90))
    site.phones.advance(22 * 60)
    until(lambda: any(row.kind == NoticeKind.RING_BACK_CALL for row in site.outbox.rows()))
    site.settle()
    until_rung_back(site, ELM_ROAD_MOBILE)


def _talks(site: Site) -> tuple[Surfer, Person]:
    """Amara, at the page of her call, and who talks to her."""
    amara = pages.at_the_list(site, AMARA)
    site.phones.behaves(AMARA, accepts())
    gp = site.person(ELM_ROAD_MOBILE).rings(LINE)
    _goes_on(site, gp.is_talking)
    return amara.opens("/desk/call"), gp


def _goes_on(site: Site, happened: Callable[[], bool]) -> None:
    for _ in range(90):
        if happened():
            return
        site.settle(1)
    raise AssertionError("It has not come to that.")


def _joined(site: Site) -> bool:
    with site.ledger.look("drill") as work:
        asked = work.session.exec(select(Colleague)).first()
        return asked is not None and asked.state == ColleagueState.JOINED


HELD = Call("held and taken back", MONDAY_TEN, held, _LENGTHS)
HANDED_OVER = Call("handed over", MONDAY_TEN, handed_over, _LENGTHS)
KEPT = Call("a promise that the system keeps", MONDAY_TEN, kept_by_the_system, _LENGTHS)
TALKS = (HELD, HANDED_OVER, KEPT)
