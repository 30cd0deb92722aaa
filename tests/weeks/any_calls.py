"""A call always ends in talk, promise, message, deflection or the caller's own hang-up, whatever
people and the network do: `python -m tests.weeks.any_calls --calls 10000`.

Each round is a town of its own, made from its seed alone: `--round 17` tells one again.
"""

import argparse
import sys
import tempfile
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from sqlmodel import col, select

from advice_line.kinds import ContactEnded
from advice_line.tables.queries import Contact, Deflection, Offer
from integrations.sandbox.chaos import Chaos
from integrations.sandbox.legs import Leg
from tests import in_memory
from tests.conftest import migrate
from tests.stories.scene import DESK, RESPONDERS, SWITCHBOARD
from tests.stories.soundness import unsound
from tests.weeks.accounts import OFFERED, by_hour, unkept
from tests.weeks.any_doings import Doings
from tests.weeks.any_faults import STANDS_STILL
from tests.weeks.any_lines import AnyLine
from tests.weeks.any_people import AnyCaller, any_phone, callers, faults
from tests.weeks.ends import NONE, Call, end_of, is_in, lines
from tests.weeks.quiet import quiet
from tests.weeks.town import NUMBERS, Drawn, Town, town

CALLS_A_ROUND = 100
# One call in so many seconds: more than anybody answers.
_APART = 18.0
# Faults of ours that were drawn: a text that finds the database locked is read from the carrier's
# list afterwards.
_MEANT = ("out of reach on purpose", "/twilio/sms/incoming: answered 503", STANDS_STILL)
# Nobody rings any more: what is left are calls back, and whatever climbs.
_AFTERWARDS, _SELDOM = 3000.0, 60.0
# Of a call whose request found the database locked we may hear by its end alone, and that late.
_HEARD_WITHIN = timedelta(seconds=60)
_ENDS = OFFERED | {ContactEnded.CLOSED, ContactEnded.FAILED}


@dataclass(frozen=True)
class Round:
    seed: int
    calls: int
    wrong: list[str]
    ends: list[str]


def round_of(seed: int, template: Path, calls: int = CALLS_A_ROUND) -> Round:
    line, seconds = AnyLine(seed), calls * _APART
    with town(seed, template, line.starts_at, line.setup()) as here:
        switches = _begins(here, line, seconds)
        rung: list[Leg] = []

        def rings(caller: AnyCaller) -> None:
            carrier = here.world.carrier
            carrier.exchange.phone(caller.number).plan = Drawn(partial(any_phone, here.dice))
            rung.append(caller.rings(carrier, here.dice.choice(line.numbers)))

        for caller in callers(here.dice, NUMBERS, calls):
            here.world.carrier.clock.call_in(here.dice.uniform(0, seconds), partial(rings, caller))
        here.passes(seconds)
        here.passes(_AFTERWARDS, looks_every=_SELDOM)
        told = f"round {seed} ({', '.join(switches) or 'no faults'})"
        ends = _ends(here, line, rung)
        odd = [f"{sid} came to {end}" for sid, end in ends.items() if end == NONE]
        wrong = [f"{told}: {said}" for said in odd + _wrong(here, line, rung)]
        return Round(seed, len(rung), wrong, list(ends.values()))


def _begins(here: Town, line: AnyLine, seconds: float) -> list[Chaos]:
    """Which switches the network has on for the whole round."""
    here.any_rota()
    here.jobs |= {"carrier_lists"}
    line.point_numbers(here.world.carrier)
    Doings(here, line).expect(seconds, NUMBERS)
    switches = faults(here.dice)
    for switch in switches:
        here.world.carrier.chaos.set(switch)
    for number in (*RESPONDERS, DESK, SWITCHBOARD):
        here.world.carrier.exchange.phone(number).plan = Drawn(partial(any_phone, here.dice))
    return switches


def _ends(here: Town, line: AnyLine, rung: list[Leg]) -> dict[str, str]:
    """By the call's id, which end of the table it came to."""
    with here.world.ledger.look("test") as work:
        offers = work.session.exec(select(Offer)).all()
        contacts = {each.external_id: each for each in work.session.exec(select(Contact))}
        deflected = work.session.exec(select(Deflection).order_by(col(Deflection.id)))
        served = {each.contact_id: each.kind for each in deflected}
        work.let_go()

    def call(contact: Contact) -> Call:
        leg = here.world.carrier.exchange.legs[contact.external_id]
        in_it = [each for each in offers if is_in(each, contact)]
        closed = line.is_closed(leg.to_number, leg.created)
        return Call(contact, in_it, closed, served.get(contact.id or 0))

    ours = {leg.sid for leg in rung}
    return {
        each["external_id"]: end_of(query, call(contacts[each["external_id"]]))
        for query in here.world.queries()
        for each in query["contacts"]
        if each["external_id"] in ours
    }


def _wrong(here: Town, line: AnyLine, rung: list[Leg]) -> list[str]:
    legs = here.world.carrier.exchange.legs.values()
    listed = {
        leg.sid: leg for leg in legs if leg.direction == "inbound" and leg.to_number in line.numbers
    }
    called = [
        (query, contact)
        for query in here.world.queries()
        for contact in query["contacts"]
        if contact["external_id"] in listed
    ]
    refused = [
        f"the carrier: {each['message']}"
        for each in here.world.phones.faults()
        if not each["message"].endswith(_MEANT)
    ]
    said = [f"{leg.sid} is still on the line" for leg in rung if leg.live]
    said += [
        f"{query['reference']}: {each}" for query, call in called for each in unkept(query, call)
    ]
    said += _unlisted(listed, [contact for _, contact in called])
    return said + refused + unsound(here.world)


def _unlisted(listed: dict[str, Leg], contacts: list[dict[str, Any]]) -> list[str]:
    """Every call has an end that the line knows, hour by hour as many as the carrier lists. By the
    carrier's clock: a call that finds the database locked is heard of a moment later."""
    traced = {contact["external_id"]: contact for contact in contacts}
    said = [f"{sid} left no trace" for sid in listed if sid not in traced]
    for sid, contact in traced.items():
        late = datetime.fromisoformat(contact["started_at"]) - listed[sid].created
        if contact["ended"] not in _ENDS:
            said.append(f"{sid} ended as {contact['ended']}")
        if abs(late) > _HEARD_WITHIN:
            said.append(f"{sid} is said to have begun {late} after it did")
    began = [each | {"started_at": listed[sid].created.isoformat()} for sid, each in traced.items()]
    return said + by_hour((leg.created for leg in listed.values()), began, _ENDS)


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
            playing = {pool.submit(round_of, seed, template): seed for seed in seeds}
            told = [_told(playing[each], each) for each in as_completed(playing)]
    wrong = sum(len(each.wrong) for each in told)
    print("\n".join(lines(end for each in told for end in each.ends)))  # noqa: T201 # the same
    print(f"{sum(each.calls for each in told)} calls, {wrong} that do not end well")  # noqa: T201 # a command's own output
    return 1 if wrong else 0


def _told(seed: int, playing: Future[Round]) -> Round:
    """What is wrong is said as soon as its round is over."""
    fault = playing.exception()
    round_ = playing.result() if fault is None else Round(seed, 0, [f"round {seed}: {fault!r}"], [])
    for said in round_.wrong:
        print(said, file=sys.stderr, flush=True)  # noqa: T201 # the same
    return round_


if __name__ == "__main__":
    sys.exit(main())
