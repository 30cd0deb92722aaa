"""What a responder says of the examination they advise, and of the question; and whether what they
write leaves a gentle check open. Drawn apart, so that it moves nothing else that is lived."""

from random import Random

from advice_line.desk.staff.worth import Worth
from tests.audit.lived.truth import TrueAdvice
from tests.stories.world import World
from tests.web.people import REQUIRED

BESIDE = ("same", "another", "more", "less", None)
# By more than a test's name; fewer than a dozen words are a hint.
AT_LENGTH = f"{REQUIRED['advice']} It shows whether there is a fracture or an infection."
# Whose scope has a limit is asked whether this lies within it.
LIMITED = ("ben",)


class Judging:
    def __init__(self, seed: int) -> None:
        self._dice = Random(f"{seed}, judged")

    def writes(self, advice: TrueAdvice, who: str, form: dict[str, str]) -> None:
        """Into the form, and what is true of it into the advice."""
        beside, at_length = self._dice.choice(BESIDE), self._dice.random() < 0.5
        if beside and advice.test:
            form["against_plan"] = beside
            advice.beside = beside if advice.would_have == "requested_imaging" else None
        if at_length:
            form["advice"] = AT_LENGTH
        asked_of_scope = who in LIMITED and "within_scope" not in form
        named_alone = advice.test is True and not at_length
        advice.helps = advice.test is not None and not named_alone and not asked_of_scope

    def taps(self, world: World, advice: TrueAdvice, who: str, reference: str) -> None:
        """Whether it was worth their time; some think again, and some do not say."""
        door, by = Worth(world.ledger), world.responder(who)
        for _ in range(self._dice.choice([0, 0, 1, 1, 2])):
            advice.worth = self._dice.random() < 0.6
            door.said(by, reference, "yes" if advice.worth else "no")
