"""Who takes part beside the callers: Amara who advises, Dana of the radiology office."""

import re

from sqlmodel import col, select
from starlette.testclient import TestClient

from advice_line.tables.ledger import TrailEntry
from tests.stories.scene import PUBLIC_URL
from tests.stories.world import World
from tests.web.surfing import Surfer

DANA = "+447700900004"
DANA_SET_UP = """
[[responders]]
key = "dana"
name = "Dana Example"
role = "advanced_practitioner"
registration = { body = "HCPC", number = "RA99904", expires = 2028-03-31 }
mobile = "+447700900004"
email = "dana@example.org"
roles = ["coordinator"]
"""
_CODE = re.compile(r"\b(\d{6}) is ")


def signed_in(world: World, mobile: str) -> Surfer:
    """By a code to the mobile on file."""
    surfer = Surfer(TestClient(world.service.app, base_url=PUBLIC_URL)).opens("/signin")
    surfer.presses("Send me a code", mobile=mobile)
    world.settle(2)
    found = [match[1] for text in world.texts(mobile) if (match := _CODE.search(text))]
    return surfer.presses("Continue", code=found[-1])


def nobody(world: World) -> Surfer:
    return Surfer(TestClient(world.service.app, base_url=PUBLIC_URL))


def trail(world: World, action: str) -> list[TrailEntry]:
    """The lines of the trail with this action, of every story so far, oldest first."""
    with world.ledger.look("test") as work:
        statement = select(TrailEntry).where(col(TrailEntry.action) == action)
        found = list(work.session.exec(statement.order_by(col(TrailEntry.id))))
        work.let_go()
        return found
