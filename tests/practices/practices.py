"""People of practices, for stories that read as speech."""

import re
from dataclasses import dataclass

from sqlmodel import col, select

from advice_line.desk.alerting.door import Alerts
from advice_line.tables.ledger import TrailEntry
from tests.alerts.alerting import FIELDS
from tests.stories.world import ELM_ROAD_MOBILE, OAK_LANE_MOBILE
from tests.web.people import REQUIRED, Scene
from tests.web.surfing import Surfer

# Elm Road's people have a domain of their own, and Kim manages it; the ward is the hospital's.
PRACTICES = """
version = 1

[[organisations]]
key = "Y99001"
name = "Elm Road Surgery"
kind = "practice"
phones = ["+441632960101", "+447700900101"]
email = "elmroad@example.org"
email_domains = ["elm.example.org"]
managers = ["kim@elm.example.org"]

[[organisations]]
key = "Y99002"
name = "Oak Lane Surgery"
kind = "practice"
phones = ["+441632960102", "+447700900102"]
email = "oaklane@full.example.org"
email_domains = ["full.example.org"]
managers = ["ola@full.example.org"]

[[organisations]]
key = "Y99009"
name = "Ward 7"
kind = "department"
phones = ["+441632960109"]
email = "ward7@example.org"
email_domains = ["ward.example.org"]
"""
KIM, OLA = "kim@elm.example.org", "ola@full.example.org"
ROWAN, SAM = "rowan@elm.example.org", "sam@elm.example.org"
NURSE, LOCUM = "nurse@ward.example.org", "locum@elsewhere.example.org"
DOCTOR = {"member_name": "Dr Rowan Hill", "member_role": "gp"}
SECOND = {"member_name": "Dr Sam Vale", "member_role": "gp"}
MANAGER = {"member_name": "Kim Marsh", "member_role": "practice_manager"}
_INVITATION = re.compile(r"https://advice\.example\.org(/practice/invited/\S+)")


@dataclass
class Practices:
    scene: Scene
    tokens: int = 0

    def asks_for_code(self, address: str) -> Surfer:
        at = self.scene.browser().opens("/practice/signin")
        at.presses("Send me a code", email=address)
        self.scene.world.settle()
        return at

    def types_code(self, address: str, computer: str = "own") -> Surfer:
        at = self.asks_for_code(address)
        return at.presses("Continue", code=self.scene.mailed_code(address), computer=computer)

    def joins(self, address: str, who: dict[str, str] = DOCTOR, computer: str = "own") -> Surfer:
        at = self.types_code(address, computer=computer)
        button = next(each for each in self.labels(at) if each.startswith("Join "))
        return at.presses(button, **who).is_at("/practice")

    def labels(self, at: Surfer) -> list[str]:
        return [button.label for form in at.forms() for button in form.buttons]

    def invitation(self, address: str = LOCUM) -> str:
        """The newest link that was mailed there."""
        return next(
            found[1]
            for mail in reversed(self.scene.mails(address))
            if (found := _INVITATION.search(mail.text))
        )

    def invites(self, who: Surfer, address: str = LOCUM, **more: str) -> str:
        who.opens("/practice/people").presses("Send the invitation", email=address, **more)
        self.scene.world.settle()
        return self.invitation(address)

    def accepts(self, link: str, address: str = LOCUM) -> Surfer:
        """Up to the form that asks who they are."""
        at = self.scene.browser().opens(link).presses("Send me a code")
        self.scene.world.settle()
        return at.presses("Continue", code=self.scene.mailed_code(address))

    def advised(self, practice: str = "Y99001", **changed: str) -> str:
        """By telephone; the reference of the letter."""
        number = {"Y99001": ELM_ROAD_MOBILE, "Y99002": OAK_LANE_MOBILE}[practice]
        reference = self.scene.called(number)
        at = self.scene.browser().opens(self.scene.text_link("amara")).presses("Open the record")
        at.presses("Save and send", **(REQUIRED | changed))
        self.scene.world.settle()
        return reference

    def alerts(self, practice: str = "Y99001", word: str = "urgent") -> str:
        self.tokens += 1
        world = self.scene.world
        made = Alerts(world.ledger).start(
            world.responder("amara"),
            FIELDS | {"organisation": practice, "word": word},
            f"alert {self.tokens}",
        )
        world.settle()
        return made

    def trail(self, action: str) -> list[TrailEntry]:
        with self.scene.world.ledger.look("test") as work:
            wanted = select(TrailEntry).where(col(TrailEntry.action) == action)
            found = list(work.session.exec(wanted.order_by(col(TrailEntry.id))))
            work.let_go()
            return found
