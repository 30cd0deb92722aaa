"""What an outage leaves: calls that only the carrier knows of, and forms that were filled in by
hand."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from advice_line.kinds import TaskKind
from integrations.sandbox.legs import Leg
from integrations.sandbox.phones import off
from integrations.sandbox.records import Sms
from tests.audit.lived.truth import LONDON, TrueQuery
from tests.audit.lived.writing import Writing
from tests.stories.scene import LINE
from tests.web.people import ELM_ROAD_MAIL, REQUIRED

UNREACHABLE = 30003
_PAPER = {
    "line": "hotdoc",
    "received_on": "today",
    "organisation": "Y99001",
    "number": "01632 960101",
}


class BadDays(Writing):
    def rings_in_an_outage(self) -> None:
        """Nothing of it reaches us until the carrier's own list is read."""
        known, before, mobile = self._references(), len(self._legs()), next(self._mobiles)
        self._notes_messages()
        for switch in ("fail-over", "drop-callbacks"):
            self.world.phones.chaos(switch)
        self.world.phones.call(mobile, LINE)
        caller = self._legs()[before]
        self._hears_on(caller, "We are connecting you to the hospital switchboard")
        self._hangs_up_after(caller, 1)
        self.calms()
        self._passes(301)
        self._sends()
        query = self._noted(self._legs()[before:][:1], None, gone=False, asker="Y99001")
        assert query.at == caller.created
        query.in_outage = True
        reference = self._found(known, query)
        self._last_mobile = mobile
        self._is_rung_back(reference, query)

    def is_on_paper(self) -> None:
        """Talked while nothing ran, and typed in afterwards by who advised."""
        self._from_paper(advised=True)

    def is_on_paper_unadvised(self) -> None:
        self._from_paper(advised=False)

    def _from_paper(self, *, advised: bool) -> None:
        known, by = self._references(), self.world.responder("amara")
        at = self.now.replace(second=0, microsecond=0)
        self._passes(self.dice.randint(600, 2400))
        paper: dict[str, Any] = {
            **REQUIRED,
            **_PAPER,
            "received_at": f"{at.astimezone(LONDON):%H:%M}",
        }
        del paper["advice"]
        paper |= {"advised_by": "amara"} if advised else {}
        self.world.service.app.state.site.service.late_entries.enter(by, paper, self._token)
        query = TrueQuery(at, written=False, asker="Y99001", late=True)
        reference = self._found(known, query)
        self._sends()
        self._claims(reference, query)
        if not advised:
            self.world.records.rang(by, reference, self._token)
        self._signs(reference, query)
        self._hears(query, lambda: self._reading(ELM_ROAD_MAIL, reference))

    def an_answer_by_text_is_lost(self) -> None:
        """It was closed with it; the carrier says so at once, or days later. The office rings."""
        if self._desk_is_open:
            return self.chases()
        known_at = self.now + timedelta(days=3)
        late = self.dice.random() < 0.5 and known_at < self._ends
        reference, query = self._rings("3", then=self._wants_it_in_writing(unheard=late))
        self._served((reference, query))
        text = self._text_to(self._last_mobile)

        def it_is_known() -> None:
            self._is(reference, query)
            if late:
                self._says_that_it_failed(text)
            query.reopened = True
            self._passes(300)
            query.closed_at = self.now
            self._office_does(TaskKind.FOLLOW_UP)

        if late:
            return self._agenda.append((known_at, it_is_known))
        self.world.phones.behaves(self._last_mobile)
        return it_is_known()

    def _wants_it_in_writing(self, *, unheard: bool) -> Callable[[Leg], None]:
        def then(gp: Leg) -> None:
            self._hears_on(gp, "by text, press 1")
            if unheard:
                self.world.phones.chaos("mute")
            else:
                self.world.phones.behaves(gp.person, off())
            self.world.phones.press(gp.person, "1")
            self._until_over(gp)
            self.world.service.deliver()
            self.calms()

        return then

    def _text_to(self, number: str) -> Sms:
        """The newest."""
        every = reversed(self.world.carrier.network.messages.values())
        return next(each for each in every if each.to_number == number)

    def _says_that_it_failed(self, text: Sms) -> None:
        text.status, text.error_code = "undelivered", UNREACHABLE
        said = [("MessageSid", text.sid), ("MessageStatus", text.status), ("To", text.to_number)]
        said += [("From", text.from_number), ("AccountSid", self.world.carrier.account.sid)]
        said += [("ErrorCode", str(text.error_code))]
        url, _, _ = text.status_callback.partition("#")
        assert self.world.phones.forge(url, said) in (200, 204)
        self._sends()

    def a_letter_comes_back(self) -> None:
        """Their mail server knows nobody of that name on this day."""
        self._phones(self._takes_it())
        reference, query = self._rings("1")
        self.mail.set(refuse=[ELM_ROAD_MAIL])
        query.reached, query.replied_at, query.failed = True, self._accepted_at, 1
        self._signs(reference, query)
        assert query.advice is not None
        query.record_in_time, query.advice.came_back, query.advice.left_at = True, True, None
        self.mail.set(refuse=[])
