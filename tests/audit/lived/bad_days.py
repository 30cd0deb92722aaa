"""What an outage leaves: calls that only the carrier knows of, and forms that were filled in by
hand."""

from typing import Any

from tests.audit.lived.truth import LONDON, TrueQuery
from tests.audit.lived.writing import Writing
from tests.stories.scene import LINE
from tests.web.people import ELM_ROAD_MAIL, REQUIRED

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
