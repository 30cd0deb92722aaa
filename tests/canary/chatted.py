"""She is written into the chat: under a card, to the app alone, behind the command, edited and
taken back; by who answers, by a ward doctor and by somebody nobody knows."""

import time

from integrations.sandbox.slack.people import Person
from integrations.sandbox.slack.state import Message
from tests.canary.bird import Canary
from tests.canary.house import House
from tests.canary.workspace import AMARA, CHANNEL, NOBODY, WARD

ASK = "When do you need it?"
_SECONDS, _LOOK_SECONDS = 20.0, 0.1


def chatted(house: House, bird: Canary) -> None:
    ward = house.chat.person(WARD)
    ward.commands("/hotdoc", bird.song).sees(ASK)
    ward.chooses(ASK, "Now").submits().sees("Your question is kept")
    reference = house.world.queries()[-1]["reference"]
    card = _card(house, reference)
    for person in (ward, house.chat.person(NOBODY), house.chat.person(AMARA)):
        _writes(person, card, bird)
    amara = house.chat.person(AMARA)
    amara.clicks("Claim", reference).sees(f"{reference} is yours")
    amara.opens_home()
    house.chat.delivering.settle()
    house.world.settle()


def _card(house: House, reference: str) -> Message:
    """Cards are a second apart, of a clock that stands still until somebody lets time pass."""
    until = time.monotonic() + _SECONDS
    while True:
        house.world.settle()
        for message in house.chat.messages(CHANNEL):
            if reference in str(message.blocks):
                return message
        assert time.monotonic() < until, f"no card of {reference}"
        time.sleep(_LOOK_SECONDS)


def _writes(person: Person, card: Message, bird: Canary) -> None:
    written = person.writes(CHANNEL, bird.song, card)
    person.edits(written, f"{bird.song}, or so").deletes(written)
    person.writes(CHANNEL, bird.song)
    person.writes_to_app(bird.song)
