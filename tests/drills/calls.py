"""The calls of the drill, each told once from the first ring to the last thing owed.

What a person or the carrier would do again after a failure is done again: the carrier repeats its
requests with the same token, a person taps once more with the same form.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from integrations.sandbox.phones import accepts, rings_out
from tests.drills.site import LINE, Site

AMARA, BEN, CHIDI = "+447700900001", "+447700900002", "+447700900003"
ELM_ROAD, ELM_ROAD_MOBILE = "+441632960101", "+447700900101"
OAK_LANE_MOBILE = "+447700900102"
MONDAY_TEN = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
SATURDAY_ELEVEN = datetime(2026, 11, 21, 11, 0, tzinfo=UTC)

RECORD = {
    "requester_name": "Dr Rowan Fictional",
    "requester_role": "GP",
    "patient_name": "Alex Example",
    "date_of_birth": "1 February 1960",
    "nhs_number": "999 000 0018",
    "question": "Persistent cough for eight weeks in a smoker: which film first?",
    "would_have_done": "referred",
    "advice": "A chest film within two weeks, then CT if it stays.",
    "test_advised": "yes",
    "test_name": "Chest film",
    "action_owner": "The practice",
    "action_by": "4 December 2026",
}


@dataclass(frozen=True)
class Call:
    name: str
    at: datetime
    tell: Callable[[Site], None]


def talk(site: Site) -> None:
    site.phones.behaves(AMARA, accepts(talks_for=60))
    gp = site.person(ELM_ROAD_MOBILE).rings(LINE)
    gp.hears("Your reference is").is_cut_off()


def nobody_accepts(site: Site) -> None:
    for number in (AMARA, BEN, CHIDI):
        site.phones.behaves(number, rings_out())
    gp = site.person(ELM_ROAD_MOBILE).rings(LINE)
    gp.hears("We will ring you back by", within=120).is_cut_off()


def hang_up(site: Site) -> None:
    gp = site.person(ELM_ROAD).rings(LINE)
    site.person(AMARA).is_rung()
    gp.hangs_up()


def closed_message(site: Site) -> None:
    gp = site.person(ELM_ROAD).rings(LINE)
    gp.hears("[beep]").waits(1).says("This is Elm Road, please ring us").waits(8)
    gp.hears("Your message is kept").is_cut_off()


TALK = Call("talk", MONDAY_TEN, talk)
NOBODY = Call("nobody accepts", MONDAY_TEN, nobody_accepts)
HANG_UP = Call("hang-up", MONDAY_TEN, hang_up)
MESSAGE = Call("closed, with a message", SATURDAY_ELEVEN, closed_message)
CALLS = (TALK, NOBODY, HANG_UP, MESSAGE)
