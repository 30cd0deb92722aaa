"""Who writes, by mail, form, text, chat or their own record system, and what becomes of it."""

import re
from datetime import datetime, time, timedelta

from advice_line.desk.questions.delays import Wanted
from advice_line.desk.staff.conversing import Conversing
from advice_line.desk.staff.delaying import Delaying
from tests.api import systems
from tests.api.systems import WILL_ACT
from tests.audit.lived.moving import Moving
from tests.audit.lived.ringing import ELM_ROAD
from tests.audit.lived.truth import ACTS, TrueQuery, open_seconds
from tests.mailbox.writing import Mails, mail
from tests.slack.ward import AMARA as AMARAS_ACCOUNT
from tests.slack.ward import WARD as WARDS_ACCOUNT
from tests.stories.scene import LINE
from tests.web.asking import ADDRESS, asks
from tests.web.people import OAK_LANE_MAIL, Scene
from tests.web.surfing import Surfer

OAK_LANE = "Y99002"
BACK = "Has she a pacemaker?"
TODAY = {"urgency_asked": "today"}
# Of open time: what the line means by today.
FOUR_HOURS = 4 * 3600
_LINK = re.compile(r"https://advice\.example\.org(/q/\S+)")
_CODE = re.compile(r"\b(\d{6}) is ")


class Writing(Moving):
    def writes(self) -> None:
        """By mail, for today; answered in the same session."""
        reference, query = self._mails("What next after her chest film?")
        self._passes(self.dice.randint(300, 3000))
        self._claims(reference, query)
        if self.dice.random() < 0.4:
            self._asks_back(reference, query)
            self._passes(600)
            by = self.world.responder("amara")
            Conversing(self.world.ledger).go_on(by, reference, self._token)
        self._answers(reference, query)
        self._hears(query, lambda: self._reading(OAK_LANE_MAIL, reference))
        if self.dice.random() < 0.5:
            self._says_later(reference, query)

    def writes_back(self) -> None:
        """What they were asked is answered by mail, and joins."""
        reference, query = self._mails("Has it to be an MRI?")
        self._passes(self.dice.randint(300, 1500))
        self._claims(reference, query)
        self._asks_back(reference, query)
        self._passes(self.dice.randint(300, 1500))
        to = self.mail.mailbox(OAK_LANE_MAIL)[-1].header("Reply-To") or ""
        self._comes_by_mail("No pacemaker.", to=to)
        self._answers(reference, query)
        self._hears(query, lambda: self._reading(OAK_LANE_MAIL, reference))

    def asks_by_form(self) -> None:
        reference, query, asker = self._sends_the_form()
        self._passes(self.dice.randint(300, 3000))
        self._claims(reference, query)
        self._answers(reference, query)
        self._hears(query, lambda: self._reading_own(asker))

    def waits_past_the_target(self) -> None:
        """Asked for today in the afternoon, and answered the next day, as was promised or not."""
        reference, query, asker = self._sends_the_form()
        if self.dice.random() < 0.5:
            self._claims(reference, query)
            noon = datetime.combine(self._next_day().date(), time(12))
            wanted = Wanted(noon, "specialist", "Our chest radiologist is in tomorrow.")
            by = self.world.responder("amara")
            Delaying(self.world.ledger).promise(by, reference, wanted, self._token)

        def the_next_day() -> None:
            self._is(reference, query)
            self._claims(reference, query)
            self._answers(reference, query)
            self._hears(query, lambda: self._reading_own(asker))

        self._agenda.append((self._next_day(), the_next_day))

    def nobody_answers(self) -> None:
        """Not that day nor the next ones; then it is not needed any more."""
        reference, query, _ = self._sends_the_form()
        query.in_time = False

        def they_ask_elsewhere() -> None:
            self._closes(reference)
            query.in_time = None

        self._agenda.append((self.now + timedelta(days=3), they_ask_elsewhere))

    def texts(self) -> None:
        """From the telephone of a practice, and is rung back, as is promised there."""
        reference, query, _ = self._texts_us()
        query.promises = [True]
        self._passes(self.dice.randint(300, 900))
        self._is_rung_back(reference, query)

    def texts_and_is_written_to(self) -> None:
        """Nobody rings: it is answered in writing, which is told there and read at a link. The next
        day somebody rings after all."""
        reference, query, mobile = self._texts_us()
        self._passes(self.dice.randint(300, 1200))
        self._claims(reference, query)
        self._answers(reference, query)
        query.in_time = None
        self._hears(query, lambda: self._reading_by_text(mobile))

        def rings() -> None:
            self._is(reference, query)
            self.world.records.rang(self.world.responder("amara"), reference, self._token)
            self._sends()

        query.promises = [False]
        self._agenda.append((self._next_day(), rings))

    def _texts_us(self) -> tuple[str, TrueQuery, str]:
        known, mobile = self._references(), next(self._mobiles)
        query = TrueQuery(self.now, written=True, asker=ELM_ROAD)
        self.world.phones.text(mobile, LINE, "Ultrasound or CT for a lump? Dr Hill")
        self._sends()
        self._last_mobile = mobile
        return self._found(known, query), query, mobile

    def _reading_own(self, asker: Surfer) -> Surfer:
        """On their own page, which asks for a code again after a while."""
        if "Send me a code" in asker.opens(asker.address).page:
            asker.presses("Send me a code")
            self._sends()
            asker.presses("Continue", code=self._mailed(ADDRESS, _CODE))
        return asker.follows("Read the answer")

    def _reading_by_text(self, mobile: str) -> Surfer:
        page = Scene(self.world, self.mail).browser().opens(self._texted(mobile, _LINK))
        page.presses("Send me a code")
        self._sends()
        page.presses("Continue", code=self._texted(mobile, _CODE))
        return page.follows("Read the answer")

    def a_system_asks(self) -> None:
        """Their own record system raises it, and says that somebody acts or says nothing."""
        known, system = self._references(), systems.of(self.world, OAK_LANE)
        query = TrueQuery(self.now, written=True, asker=OAK_LANE)
        system.raises()
        self._sends()
        reference = self._found(known, query)
        self._passes(self.dice.randint(300, 3000))
        self._claims(reference, query)
        self._answers(reference, query)
        self._passes(self.dice.randint(300, 3000))
        if self.dice.random() < 0.6:
            system.sends(f"/{reference}/letters/1/acknowledgement", WILL_ACT)
            assert query.advice is not None
            query.advice.words.append((self.now, ACTS))
            self._sends()

    def a_system_withdraws(self) -> None:
        known, system = self._references(), systems.of(self.world, OAK_LANE)
        query = TrueQuery(self.now, written=True, asker=OAK_LANE)
        reference = system.raises()
        self._sends()
        self._found(known, query)
        self._passes(self.dice.randint(300, 3000))
        system.sends(f"/{reference}/withdrawal", {"words": "She was admitted."})
        query.closed_at = self.now
        self._sends()

    def a_ward_asks_in_the_chat(self) -> None:
        reference, query = self._asks_in_the_chat()
        self._writes_in_the_chat("New jaundice on the ward: CT or ultrasound?")
        self._claims_in_the_chat(reference, query)
        self._answers(reference, query)
        self._chat_is_told()

    def a_ward_writes_in_an_outage(self) -> None:
        """Nothing of it reaches us until the chat's own list is read; then it comes as well."""
        reference, query = self._asks_in_the_chat()
        self._claims_in_the_chat(reference, query)
        self.slack.switches.held = True
        self._writes_in_the_chat("She is allergic to contrast.")
        self._passes(301)
        self._answers(reference, query)
        self.slack.switches.held = False
        self.slack.delivering.let_go()
        self._chat_is_told()

    def _asks_in_the_chat(self) -> tuple[str, TrueQuery]:
        known, ward = self._references(), self.slack.person(WARDS_ACCOUNT)
        query = TrueQuery(self.now, written=True, asker=ELM_ROAD)
        ward.commands("/hotdoc").sees("When do you need it?")
        ward.chooses("When do you need it?", "Today").submits()
        ward.sees("Your question is kept")
        self._chat_is_told()
        return self._found(known, query), query

    def _writes_in_the_chat(self, words: str) -> None:
        self.slack.person(WARDS_ACCOUNT).writes_to_app(words)
        self._chat_is_told()

    def _claims_in_the_chat(self, reference: str, query: TrueQuery) -> None:
        self._passes(self.dice.randint(300, 3000))
        self._chat_is_told()
        self.slack.person(AMARAS_ACCOUNT).clicks("Claim", reference).sees("is yours")
        self._chat_is_told()
        query.reached = True

    def _chat_is_told(self) -> None:
        self.slack.delivering.settle()
        self._sends()
        self.slack.delivering.settle()

    def _mails(self, words: str) -> tuple[str, TrueQuery]:
        known, query = self._references(), TrueQuery(self.now, written=True, asker=OAK_LANE)
        self._comes_by_mail(words)
        return self._found(known, query), query

    def _comes_by_mail(self, words: str, to: str = "advice@example.org") -> None:
        """Read twice where it is rough."""
        box = Mails(self.world, self.mail, mailbox=f"m{next(self._numbers)}")
        raw = mail(words, sender=OAK_LANE_MAIL, to=to)
        for _ in range(2 if self.rough else 1):
            box.keeps(raw, uid=1)
        next(each.run for each in self.world.service.jobs if each.name == "mails")()
        self._sends()

    def _sends_the_form(self) -> tuple[str, TrueQuery, Surfer]:
        known, query = self._references(), TrueQuery(self.now, written=True, asker=ELM_ROAD)
        asker = asks(Scene(self.world, self.mail).browser())
        self._sends()
        asker.presses("It is mine", code=self._mailed(ADDRESS, _CODE))
        return self._found(known, query), query, asker

    def _found(self, known: set[str], query: TrueQuery) -> str:
        (reference,) = self._references() - known
        self._is(reference, query)
        return reference

    def _claims(self, reference: str, query: TrueQuery) -> None:
        self.world.records.claim(self.world.responder("amara"), reference)
        query.reached = True

    def _asks_back(self, reference: str, query: TrueQuery) -> None:
        query.replied_at = self.now
        by = self.world.responder("amara")
        Conversing(self.world.ledger).ask_back(by, reference, BACK, self._token)
        self._sends()

    def _answers(self, reference: str, query: TrueQuery) -> None:
        self._signs(reference, query, **TODAY)
        assert query.advice is not None
        query.in_time = (open_seconds(query.at, query.advice.at) or 0) <= FOUR_HOURS
        query.replied_at = query.replied_at or query.advice.at
