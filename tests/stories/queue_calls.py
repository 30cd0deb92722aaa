"""Calls that wait in the queue or are rung back later, each told once; `base.py` has the others.

Each comes from a number of its own: whoever rings again is first asked about what is open."""

from advice_line.desk.interruptions.quiet_windows import QuietWindows
from tests.stories.base import Told
from tests.stories.scene import AMARA, LINE, Scene

EVERYBODY = ("amara", "ben", "chidi")


def keeps_their_place(front_door: Scene) -> None:
    windows = QuietWindows(front_door.ledger)
    for key in EVERYBODY:
        windows.begin(front_door.responder(key), 3, f"{key} {front_door.ledger.clock.now()}")
    gp = front_door.person("+447700900771").rings(LINE).waits(1).presses("0")
    gp.hears("You are first in the queue").presses("1").hears("You keep your place").is_cut_off()
    for key in EVERYBODY:
        windows.end(front_door.responder(key))


def is_rung_back_later(front_door: Scene) -> None:
    gp = front_door.person("+447700900772").rings(LINE).waits(1).presses("1")
    front_door.person(AMARA).is_rung().answers().hears("a patient is waiting").presses("3")
    gp.hears("Dr Amara Example has your query and will ring you back by").is_cut_off()


def gone_before_hearing_of_it(front_door: Scene) -> None:
    gp = front_door.person("+447700900773").rings(LINE).waits(1).presses("1")
    front_door.person(AMARA).is_rung().answers().hears("a patient is waiting").presses("3")
    gp.hangs_up()


EVERY = (
    Told(is_rung_back_later, "rings back"),
    Told(gone_before_hearing_of_it, "rings back, gone"),
    Told(keeps_their_place, "queue"),
)
