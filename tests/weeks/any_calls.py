"""A call always ends in talk, promise, message, deflection or the caller's own hang-up, whatever
people and the network do: `python -m tests.weeks.any_calls --calls 10000`.

Each round is a town of its own, made from its seed alone: `--round 17` tells one again.
"""

import argparse
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlmodel import col, select

from advice_line.tables.queries import Contact, Deflection
from integrations.sandbox.legs import Leg
from tests import in_memory
from tests.conftest import migrate
from tests.stories.scene import DESK, LINE, RESPONDERS
from tests.stories.soundness import unsound
from tests.weeks.accounts import OFFERED
from tests.weeks.any_doings import Doings
from tests.weeks.any_people import AnyCaller, any_phone, callers, faults
from tests.weeks.ends import Call, end_of, lines
from tests.weeks.quiet import quiet
from tests.weeks.town import NUMBERS, Drawn, Town, town

CALLS_A_ROUND = 100
_SPREAD = 1800.0
_DESKS = (
    'desks = [{ key = "3", for = "chasing a request or a report", number = "+441632960301", '
    'open = { mon-fri = ["08:00-19:00"] } }]'
)
# Faults of ours that were drawn: a text that finds the database locked is read from the carrier's
# list afterwards.
_MEANT = ("out of reach on purpose", "/twilio/sms/incoming: answered 503")
_CLOSED = 'closed_days = [{ date = 2026-11-23, reason = "site closed" }]'
_AFTERWARDS = 3000.0


@dataclass(frozen=True)
class Round:
    seed: int
    calls: int
    wrong: list[str]
    ends: list[str]


def round_of(seed: int, template: Path, calls: int = CALLS_A_ROUND) -> Round:
    with town(seed, template, _line(seed)) as here:
        here.any_rota()
        here.jobs |= {"carrier_lists"}
        Doings(here).expect(_SPREAD, NUMBERS)
        exchange, dice = here.world.carrier.exchange, here.dice
        switches = faults(dice)
        for switch in switches:
            here.world.carrier.chaos.set(switch)
        for number in (*RESPONDERS, DESK):
            exchange.phone(number).plan = Drawn(partial(any_phone, dice))
        rung: list[Leg] = []

        def rings(caller: AnyCaller) -> None:
            exchange.phone(caller.number).plan = Drawn(partial(any_phone, dice))
            rung.append(caller.rings(here.world.carrier, LINE))

        for caller in callers(dice, NUMBERS, calls):
            here.world.carrier.clock.call_in(dice.uniform(0, _SPREAD), partial(rings, caller))
        here.passes(_SPREAD)
        here.passes_quietly(_AFTERWARDS)
        told = f"round {seed} ({', '.join(switches) or 'no faults'})"
        wrong = [f"{told}: {said}" for said in _wrong(here, rung)]
        return Round(seed, len(rung), wrong, _ends(here, rung, closed=_is_closed(seed)))


def _line(seed: int) -> str:
    """So many at once are a flood; in every other round they are to reach people all the same."""
    said = ["limits = { number = 100, line = 10000 }"] if seed % 2 else []
    said += ["recording = true"] if seed % 3 == 0 else []
    said += [_DESKS] if seed % 4 < 2 else []
    said += [_CLOSED] if _is_closed(seed) else []
    return "\n".join(said)


def _is_closed(seed: int) -> bool:
    return seed % 10 == 9


def _ends(here: Town, rung: list[Leg], *, closed: bool) -> list[str]:
    with here.world.ledger.look("test") as work:
        contacts = {each.external_id: each for each in work.session.exec(select(Contact))}
        deflected = work.session.exec(select(Deflection).order_by(col(Deflection.id)))
        served = {each.contact_id: each.kind for each in deflected}
        work.let_go()
    ours = {leg.sid for leg in rung}
    return [
        end_of(query, Call(contact, closed, served.get(contact.id or 0)))
        for query in here.world.queries()
        for contact in (contacts[each["external_id"]] for each in query["contacts"])
        if contact.external_id in ours
    ]


def _wrong(here: Town, rung: list[Leg]) -> list[str]:
    contacts = {
        contact["external_id"]: contact
        for query in here.world.queries()
        for contact in query["contacts"]
    }
    said = [f"{leg.sid} is still on the line" for leg in rung if leg.live]
    said += [f"{leg.sid} left no trace" for leg in rung if leg.sid not in contacts]
    said += [
        f"{leg.sid} ended as {contacts[leg.sid]['ended']}"
        for leg in rung
        if leg.sid in contacts and contacts[leg.sid]["ended"] not in {*OFFERED, "closed", "failed"}
    ]
    refused = [
        f"the carrier: {each['message']}"
        for each in here.world.phones.faults()
        if not each["message"].endswith(_MEANT)
    ]
    return said + refused + unsound(here.world)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.weeks.any_calls", description=__doc__)
    parser.add_argument("--calls", type=int, default=10_000)
    parser.add_argument("--round", type=int, help="this one only")
    parser.add_argument("--first", type=int, default=1, help="the first round's number")
    parser.add_argument("--processes", type=int, default=2)
    asked = parser.parse_args()
    in_memory.settle()
    rounds = range(asked.first, asked.first + -(-asked.calls // CALLS_A_ROUND))
    seeds = [asked.round] if asked.round is not None else list(rounds)
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "empty.sqlite3"
        migrate(f"sqlite:///{template}")
        with ProcessPoolExecutor(asked.processes, initializer=quiet) as pool:
            told = list(pool.map(partial(round_of, template=template), seeds))
    wrong = [said for each in told for said in each.wrong]
    print("\n".join(lines(end for each in told for end in each.ends)))  # noqa: T201 # the same
    print(f"{sum(each.calls for each in told)} calls, {len(wrong)} that do not end well")  # noqa: T201 # a command's own output
    for said in wrong[:40]:
        print(said, file=sys.stderr)  # noqa: T201 # the same
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
