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

from integrations.sandbox.legs import Leg
from tests import in_memory
from tests.conftest import migrate
from tests.stories.scene import DESK, LINE, RESPONDERS
from tests.stories.soundness import unsound
from tests.weeks.accounts import OFFERED
from tests.weeks.any_people import AnyCaller, any_phone, callers, faults
from tests.weeks.quiet import quiet
from tests.weeks.town import NUMBERS, Drawn, Town, town

CALLS_A_ROUND = 100
_SPREAD = 1800.0
_AFTERWARDS = 3000.0


@dataclass(frozen=True)
class Round:
    seed: int
    calls: int
    wrong: list[str]


def round_of(seed: int, template: Path, calls: int = CALLS_A_ROUND) -> Round:
    # So many at once are a flood; in every other round they are to reach people all the same.
    line = "limits = { number = 100, line = 10000 }" if seed % 2 else ""
    with town(seed, template, line) as here:
        here.any_rota()
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
        return Round(seed, len(rung), [f"{told}: {said}" for said in _wrong(here, rung)])


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
    refused = [f"the carrier: {each['message']}" for each in here.world.phones.faults()]
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
    print(f"{sum(each.calls for each in told)} calls, {len(wrong)} that do not end well")  # noqa: T201 # a command's own output
    for said in wrong[:40]:
        print(said, file=sys.stderr)  # noqa: T201 # the same
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
