"""Who takes part: responders with phones and browsers, practices with mail. Amara is rung first,
Ben second, Chidi leads and keeps the office; Elm Road asks, Oak Lane asks other things."""

import re
from dataclasses import dataclass, field

from starlette.testclient import TestClient

from advice_line.rules import sign_in_notices
from integrations.sandbox.mail import MailServer
from integrations.sandbox.mail_kept import KeptMail
from integrations.sandbox.phones import accepts, declines
from integrations.sandbox.story import Person
from tests.stories.world import AMARA, BEN, CHIDI, ELM_ROAD_MOBILE, LINE, PUBLIC_URL, World
from tests.web.locks import POCKET
from tests.web.surfing import Surfer

MOBILES = {"amara": AMARA, "ben": BEN, "chidi": CHIDI}
ELM_ROAD_MAIL, OAK_LANE_MAIL = "elmroad@example.org", "oaklane@full.example.org"

# What must be given, and nothing else.
REQUIRED = {
    "requester_name": "Dr Rowan Hill",
    "patient_name": "Edith Larkspur",
    "date_of_birth": "1 2 1950",
    "nhs_number": "999 000 0018",
    "question": "Night pain in the back for six weeks. Plain film or MRI?",
    "advice": "MRI of the lumbar spine, and no plain film before it.",
}
ANOTHER = REQUIRED | {"patient_name": "Oren Whitlock", "nhs_number": "999 000 0026"}
GENERAL = {
    "requester_name": "Dr Rowan Hill",
    "general_question": "yes",
    "question": "Which contrast for a CT urogram?",
    "advice": "Ask us with the eGFR at hand.",
}
CANARIES = ("Larkspur", "Edith", "9990000018", "999 000 0018", "1950-02-01", "1 2 1950")

_LINK = re.compile(r"https://advice\.example\.org(/[rq]/\S+)")
_CODE = re.compile(r"\b(\d{6}) is ")


@dataclass
class Scene:
    world: World
    mail: MailServer
    people: dict[str, Person] = field(default_factory=dict)
    users: dict[str, str] = field(default_factory=dict)

    def browser(self) -> Surfer:
        return Surfer(TestClient(self.world.service.app, base_url=PUBLIC_URL))

    def called(self, number: str = ELM_ROAD_MOBILE, who: str = "amara") -> str:
        """A call that was answered and talked; its reference."""
        known = {query["reference"] for query in self.world.queries()}
        for key, mobile in MOBILES.items():
            self.world.phones.behaves(mobile, accepts(talks_for=60) if key == who else declines())
        caller = self.people.setdefault(number, self.world.person(number))
        caller.rings(LINE).hears("Your reference is", within=180).is_cut_off()
        self.world.settle()
        (fresh,) = (q["reference"] for q in self.world.queries() if q["reference"] not in known)
        return str(fresh)

    def text_link(self, who: str) -> str:
        """The newest link that was texted to a responder."""
        return next(
            found[1]
            for text in reversed(self.world.texts(MOBILES[who]))
            if (found := _LINK.search(text))
        )

    def signed_in(self, who: str) -> Surfer:
        """By a code to the mobile on file and the lock of their phone; once that is known, by the
        lock alone."""
        return self.signed_in_by(MOBILES[who]).is_at("/desk")

    def signed_in_by(self, mobile: str) -> Surfer:
        surfer = self.browser().opens("/signin")
        if mobile in self.users:
            return surfer.unlocks("Use a passkey", POCKET, self.users[mobile])
        surfer.presses("Send me a code", mobile=mobile)
        self.world.settle(2)
        surfer.presses("Continue", code=self._texted_to(mobile))
        self.users[mobile] = POCKET.newest.user
        return surfer

    def texted_code(self, who: str) -> str:
        return self._texted_to(MOBILES[who])

    def _texted_to(self, mobile: str) -> str:
        return next(
            found[1] for text in reversed(self.world.texts(mobile)) if (found := _CODE.search(text))
        )

    def advised(self, who: str = "amara", **changed: str) -> str:
        """A call that was written down and sent; its reference."""
        reference = self.called(who=who)
        surfer = self.browser().opens(self.text_link(who)).presses("Open the record")
        surfer.presses("Save and send", **(REQUIRED | changed)).is_at(f"/desk/{reference}/saved")
        self.world.settle()
        return reference

    def mails(self, address: str = ELM_ROAD_MAIL) -> list[KeptMail]:
        """But for what each first sign-in brings its person: that they now have a passkey."""
        about_sign_in = sign_in_notices.SUBJECT
        return [each for each in self.mail.mailbox(address) if each.subject != about_sign_in]

    def mailed_link(self, address: str = ELM_ROAD_MAIL, reference: str = "") -> str:
        """Of the newest mail there, or of the newest that names the query."""
        return next(
            found[1]
            for mail in reversed(self.mails(address))
            if reference in f"{mail.subject} {mail.text}" and (found := _LINK.search(mail.text))
        )

    def mailed_code(self, address: str = ELM_ROAD_MAIL) -> str:
        return next(
            found[1] for mail in reversed(self.mails(address)) if (found := _CODE.search(mail.text))
        )

    def reading(self, address: str = ELM_ROAD_MAIL, reference: str = "") -> Surfer:
        """The practice with its letter open."""
        link = self.mailed_link(address, reference)
        surfer = self.browser().opens(link).presses("Send me a code")
        self.world.settle()
        return surfer.presses("Continue", code=self.mailed_code(address))
