"""What is advised, what the practice says of it, what comes of it and who is taught by it."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlmodel import col, select

from advice_line.desk.query import reading
from advice_line.desk.staff.office import Office
from advice_line.desk.tracers.office import TracersOffice
from advice_line.education.cases.library import Library
from advice_line.kinds import TaskKind, TaskState
from advice_line.tables.tasks import Task
from advice_line.tables.tracers import Tracer
from advice_line.trust.roles import Actor
from tests.audit.lived.posted import WHAT_CAME_OF_IT
from tests.audit.lived.ringing import Ringing
from tests.audit.lived.truth import ACTS, FILED, TrueAdvice, TrueQuery
from tests.web.people import ELM_ROAD_MAIL, REQUIRED, Scene
from tests.web.surfing import Surfer

WOULD = (None, "requested_imaging", "referred", "sent_to_hospital", "watched", "other")
OF_THE_OFFICE = (TaskKind.RING_PRACTICE, TaskKind.CHECK_BOUNCE)
TESTS = {"MRI lumbar spine": "mri", "CT chest": "ct", "Chest X-ray": "xr"}
_LINK = re.compile(r"https://advice\.example\.org(/[rq]/\S+)")
_TRACERS = re.compile(r"https://advice\.example\.org(/you/tracers/\S+)")
_CODE = re.compile(r"\b(\d{6}) is ")


class Advising(Ringing):
    def _talked(self, rung: tuple[str, TrueQuery], who: str = "amara", **more: str) -> None:
        reference, query = rung
        query.reached, query.replied_at = True, self._accepted_at
        self._writes_down(reference, query, self._ended_at, who, **more)

    def _writes_down(
        self,
        reference: str,
        query: TrueQuery,
        ended: datetime | None,
        who: str = "amara",
        **more: str,
    ) -> None:
        assert ended is not None
        self._passes(self.dice.choice([240, 600, 1500]))
        self._signs(reference, query, who, **more)
        assert query.advice is not None
        query.record_in_time = query.advice.at <= ended + timedelta(minutes=15)
        if self.dice.random() < 0.15:
            self._adds_to_it(reference, who)
        if query.practice:
            self._hears(query, lambda: self._reading(ELM_ROAD_MAIL, reference))
        if self.dice.random() < 0.3:
            self._teaches(reference, who)

    def _signs(self, reference: str, query: TrueQuery, who: str = "amara", **more: str) -> None:
        would, test = self.dice.choice(WOULD), self.dice.choice([True, False, None])
        name = self.dice.choice(list(TESTS))
        advice = TrueAdvice(self.now, would, test, arranged=bool(test))
        form = REQUIRED | more | ({"would_have_done": would} if would else {})
        if test is not None:
            form["test_advised"] = "yes" if test else "no"
        if test:
            form |= {"test_name": name, "action_owner": "The practice", "action_by": "in 2 weeks"}
        if self.dice.random() < 0.4:
            advice.guideline, form["guideline"] = True, "iRefer M05"
        if not query.written and self.dice.random() < 0.3:
            advice.read_back = True
            form |= {"read_back": "yes", "read_back_by": "Dr Sam Example"}
        advice.out_of_scope = more.get("within_scope") == "no"
        self.judging.writes(advice, who, form)
        query.advice, self._advised = advice, reference
        by = self.world.responder(who)
        seen = self.world.records.open(by, reference, with_words=True).messages
        form["words_seen"] = " ".join(str(each.id) for each in seen)
        self._form, self._version = form, 1
        self.world.records.sign(by, reference, form, self._token)
        advice.left_at = self.now if query.practice else None
        self.judging.taps(self.world, advice, who, reference)
        self._sends()

    def _adds_to_it(self, reference: str, who: str) -> None:
        """Another version; its page has filled in what the first one said."""
        self._passes(120)
        form = self._form | {"addendum_reason": "I looked again."}
        self._version += 1
        self.world.records.sign(self.world.responder(who), reference, form, self._token)
        self._sends()

    def _hears(self, query: TrueQuery, opens: Callable[[], Surfer]) -> None:
        """The practice opens its letter, and says what it will do, or does neither."""
        advice = query.advice
        assert advice is not None
        drawn = self.dice.random()
        self._passes(self.dice.randint(300, 1200))
        if drawn < 0.2:
            return
        page = opens()
        letter, advice.opened_at = page.address, self.now
        if drawn < 0.4:
            page.presses("Received and filed", acknowledged_by="Kim")
            advice.words.append((self.now, FILED))
            self.world.phones.advance(200)
        if drawn > 0.3:
            page.opens(letter).presses(
                "Received: a clinician will act", acknowledged_by="Dr Sam Example"
            )
            advice.words.append((self.now, ACTS))
        if drawn > 0.6:
            advice.helped = self.dice.random() < 0.7
            page.opens(letter).presses("Yes" if advice.helped else "No")
        self._sends()

    def _reading(self, address: str, reference: str) -> Surfer:
        """By the newest mail there that names the query, and the code that is mailed then."""
        link = self._mailed(address, _LINK, reference)
        surfer = Scene(self.world, self.mail).browser().opens(link).presses("Send me a code")
        self._sends()
        return surfer.presses("Continue", code=self._mailed(address, _CODE))

    def _mailed(self, address: str, wanted: re.Pattern[str], named: str = "") -> str:
        return next(
            found[1]
            for mail in reversed(self.mail.messages)
            if mail.is_for(address) and named in f"{mail.subject} {mail.text}"
            if (found := wanted.search(mail.text))
        )

    def _texted(self, number: str, wanted: re.Pattern[str]) -> str:
        texts = reversed(self.world.texts(number))
        return next(found[1] for text in texts if (found := wanted.search(text)))

    @property
    def _chidi(self) -> Actor:
        return self.world.responder("chidi")

    def _says_later(self, reference: str, query: TrueQuery) -> None:
        """The office looks it up in the radiology system, sooner than anybody is asked."""
        assert query.advice is not None
        said = self.dice.choice(["done", "changed", "not_done"])
        query.advice.later = said, None
        form = {"outcome": said, "found": "As the system has it"}
        form |= {"reason": "other"} if said == "not_done" else {}
        form |= {"done_on": f"{self.now.day} {self.now.month} {self.now.year}"}
        office, tracer = TracersOffice(self.world.ledger), self._tracer(reference)
        office.answer(self._chidi, tracer, form, self._token)

    def is_asked_what_came_of_it(self) -> None:
        """Who was asked since says it of each piece of advice, does not know yet, or is silent."""
        asked = [
            each for each in self.mail.messages[self._asked :] if each.subject == WHAT_CAME_OF_IT
        ]
        self._asked = len(self.mail.messages)
        for each in asked:
            if self.dice.random() < 0.7:
                self._says_what_came_of_it(each.recipients[0])

    def _says_what_came_of_it(self, address: str) -> None:
        self._notes_messages()
        self._in_hand = self._advised
        page = Scene(self.world, self.mail).browser().opens(self._mailed(address, _TRACERS))
        page.presses("Send me a code")
        self._sends()
        page.presses("Continue", code=self._mailed(address, _CODE))
        open_ones = {each.action: each for each in page.forms() if "/tracers/" in each.action}
        for reference, query in self.lived.items():
            name = self._tracer(reference) if query.advice else "none"
            form = next((form for to, form in open_ones.items() if to.endswith(name)), None)
            if form is not None:
                assert query.advice is not None
                said = self.dice.choice(["done", "changed", "not_done", "unknown"])
                saved = self.dice.choice(["referral", "imaging", "both", "neither", None])
                query.advice.later = said, saved
                given = {"outcome": said, "reason": "other", "avoided": saved or ""}
                page.posts(form.action, form.fields | given).is_refused(200)

    def _tracer(self, reference: str) -> str:
        """Its name, by which the office opens it."""
        with self.world.ledger.look("test") as work:
            query = reading.by_reference(work, reference)
            wanted = select(Tracer.public_id).where(col(Tracer.query_id) == query.id)
            return work.session.exec(wanted).first() or "none"

    def office_opens(self) -> None:
        """It does what waits for it: rings those whom no letter reaches, or who say nothing."""
        self._office_does(*OF_THE_OFFICE)

    def _office_does(self, *kinds: TaskKind) -> None:
        office = Office(self.world.ledger)
        with self.world.ledger.look("test") as work:
            waits = select(Task).where(col(Task.state) == TaskState.OPEN, col(Task.kind).in_(kinds))
            tasks = [each.public_id for each in work.session.exec(waits)]
        for each in tasks:
            office.finish(self._chidi, each, self._token)
        self._sends()

    def _teaches(self, reference: str, who: str) -> None:
        """Offered and confirmed by its author, approved by somebody else."""
        library, query = Library(self.world.ledger), self.lived[reference]
        author, second = self.world.responder(who), self._chidi
        case = library.nominate(author, reference)
        teaching = library.open(author, case).teaching
        assert teaching is not None
        assert query.advice is not None
        query.advice.modality = self.dice.choice(list(TESTS.values()))
        form = {
            "question": teaching.question,
            "advice": teaching.advice,
            "learning_point": "Night pain is a reason for MRI.",
            "topic": "spine",
            "modality": query.advice.modality,
            "guidelines": "irefer:M05" if query.advice.guideline else "",
        }
        library.confirm(author, case, form, self._token)
        library.approve(second, case, library.open(second, case).version, self._token)
        query.advice.taught = True
