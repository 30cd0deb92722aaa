"""Alerts on the line in miniature, through the doors of the pages and with real mails."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from advice_line.desk.alerting.door import Alerts
from advice_line.schemas.alerts import Alert
from advice_line.trust.roles import SYSTEM
from integrations.sandbox.mail import MailServer
from tests.stories.world import World
from tests.web.people import MOBILES, Scene
from tests.web.surfing import Surfer

ELM_ROAD, OAK_LANE = "elmroad@example.org", "oaklane@full.example.org"
MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0
MONDAY_LATE = datetime(2026, 11, 23, 18, 45, tzinfo=UTC)
FIELDS = {
    "organisation": "Y99002",
    "patient_name": "Edith Larkspur",
    "date_of_birth": "1 2 1950",
    "nhs_number": "999 000 0018",
    "word": "urgent",
    "message": "A mass at the left hilum, on the film of today. Please refer her at once.",
}
TALK = {"spoke_to": "Dr Sam Example", "spoke_role": "GP", "read_back": "yes"}
NIGHT_DOCTORS = """
version = 1
[[organisations]]
key = "Y99002"
name = "Oak Lane Surgery"
kind = "practice"
phones = ["+441632960102", "+447700900102"]
email = "oaklane@full.example.org"
email_domains = ["full.example.org"]
open = { mon-fri = ["08:00-18:30"] }
out_of_hours = { name = "Example Night Doctors", number = "+441632960700" }
"""


@dataclass
class Alerting:
    world: World
    mail: MailServer
    tokens: int = 0

    @property
    def doors(self) -> Alerts:
        return Alerts(self.world.ledger)

    @property
    def scene(self) -> Scene:
        return Scene(self.world, self.mail)

    def starts(self, word: str = "urgent", who: str = "amara", **changed: str) -> str:
        """By its door; the reference."""
        by = self.world.responder(who)
        site = {"primary_site": "lung"} if word == "cancer" else {}
        made = self.doors.start(by, FIELDS | site | {"word": word} | changed, self.token())
        self.world.settle()
        return made

    def token(self) -> str:
        self.tokens += 1
        return f"form {self.tokens}"

    def alert(self, reference: str | None = None) -> dict[str, Any]:
        """As JSON, which is as its schema says; the newest where none is named."""
        found = self.doors.every(SYSTEM, all_of_them=True, limit=50)
        wanted = [each for each in found if reference in (None, each["reference"])]
        Alert.model_validate(wanted[-1])
        return wanted[-1]

    @property
    def state(self) -> str:
        return str(self.alert()["state"])

    def spoke(self, who: str = "ben", **changed: str) -> None:
        by = self.world.responder(who)
        self.doors.spoke(by, self.alert()["reference"], TALK | changed, self.token())
        self.world.settle()

    def withdraws(self, who: str = "amara", reason: str = "It is another patient's film.") -> None:
        by = self.world.responder(who)
        self.doors.withdraw(by, self.alert()["reference"], {"reason": reason}, self.token())
        self.world.settle()

    def newest_link(self, address: str = OAK_LANE) -> str:
        mails = reversed(self.mails(address))
        return next(found for mail in mails if (found := link_in(mail.text)))

    def reading(self, address: str = OAK_LANE) -> Surfer:
        """The practice with its alert open, by the link and the code that are mailed."""
        link = self.newest_link(address)
        surfer = self.scene.browser().opens(link).presses("Send me a code")
        self.world.settle()
        return surfer.presses("Continue", code=self.scene.mailed_code(address))

    def answers(self, button: str = "A clinician will act", **typed: str) -> None:
        given = {"answered_by": "Dr Sam Example, GP", "cannot_act_reason": "She has moved."}
        self.reading().presses(button, **(given | typed))
        self.world.settle()

    def mails(self, address: str = OAK_LANE) -> list[Any]:
        return list(self.mail.mailbox(address))

    def waits(self, seconds: float) -> None:
        self.world.wait(seconds)
        self.world.settle()

    def told(self, who: str) -> list[str]:
        """What they were texted about alerts."""
        return [each for each in self.world.texts(MOBILES[who]) if "alert A" in each]


def link_in(text: str) -> str | None:
    at = text.find("https://advice.example.org/a/")
    return text[at:].split()[0].removeprefix("https://advice.example.org") if at >= 0 else None
