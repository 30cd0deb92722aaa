"""Somebody on the phone who listens, presses keys and gives up: played on the carrier's clock."""

import re
from functools import partial
from random import Random

from integrations.sandbox.carrier import Carrier
from integrations.sandbox.legs import Leg
from integrations.sandbox.phones import hang_up
from integrations.sandbox.records import Heard
from tests.weeks.people import Caller, Wants, pressed

LOOKS_EVERY = 0.5
# From the last word of a question to the key.
REACTION = 0.8
LEAVE, _MAY_LEAVE = "hang up", "you can hang up"
# "If a patient is waiting, press 1. Anything else, 4."
_OPTION = re.compile(r"([^.;:?]*?),? (?:press )?([0-9])(?=[.,;]|$)", re.IGNORECASE)
PERSON = re.compile(r"person|somebody now|advice now", re.IGNORECASE)
_RIGHT = {
    Wants.ADVICE: re.compile(r"patient is waiting|person|somebody now|advice now", re.IGNORECASE),
    Wants.VETTING: re.compile(r"chasing|report, |by text|rings? you back", re.IGNORECASE),
    Wants.REPORT: re.compile(r"chasing|report, |by text|rings? you back", re.IGNORECASE),
    Wants.MIXED: re.compile(r"else|by text|rings? you back", re.IGNORECASE),
}


class OnTheLine:
    """One call of one caller. `keyed_at` are the instants of what they pressed."""

    def __init__(self, carrier: Carrier, caller: Caller, line: str, dice: Random) -> None:
        self.caller, self._dice, self._carrier = caller, dice, carrier
        self.leg: Leg = carrier.exchange.arrive(caller.number, line, withheld=False)
        self._gives_up = carrier.clock.call_in(caller.patience, self._out_of_patience)
        self._answered: set[int] = set()
        self._look_again()

    def _look_again(self) -> None:
        self._carrier.clock.call_in(LOOKS_EVERY, self._look)

    def _look(self) -> None:
        if not self.leg.live:
            self._gives_up.cancel()
            return
        if self.leg.joined is None:
            self._listen()
        self._look_again()

    def _out_of_patience(self) -> None:
        if self.leg.joined is None:
            hang_up(self.leg)

    def _listen(self) -> None:
        said = [heard for heard in self.leg.heard if heard.source == "line"]
        if not said or not _is_over(said[-1], self._carrier) or len(said) in self._answered:
            return
        self._answered.add(len(said))
        options = _options(said[-1].text)
        if options:
            self._answer(said[-1].text, options)

    def _answer(self, words: str, options: dict[str, str]) -> None:
        """Where nothing is offered that they want, whoever may is content and hangs up."""
        wanted = _RIGHT[self.caller.wants]
        right = next((key for key, offer in options.items() if wanted.search(offer)), None)
        person = next((key for key, offer in options.items() if PERSON.search(offer)), None)
        if right is None and _MAY_LEAVE in words and self.caller.wants is not Wants.ADVICE:
            right = LEAVE
        if right is None:
            return
        chosen = pressed(self._dice, right, person if right != person else None)
        if chosen:
            self._carrier.clock.call_in(REACTION, partial(self._does, chosen))

    def _does(self, chosen: str) -> None:
        if not self.leg.live:
            return
        if chosen == LEAVE:
            hang_up(self.leg)
        else:
            self._carrier.exchange.press_on(self.leg, chosen)


def _is_over(heard: Heard, carrier: Carrier) -> bool:
    return (carrier.clock.now() - heard.at).total_seconds() >= heard.seconds


def _options(words: str) -> dict[str, str]:
    """Key to the words that offer it; none where nothing is asked."""
    if "press" not in words.lower():
        return {}
    return {found.group(2): found.group(0) for found in _OPTION.finditer(words)}
