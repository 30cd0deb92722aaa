"""What is advised, what the practice says of it, what comes of it and who is taught by it."""

from datetime import datetime, timedelta

from sqlmodel import col, select

from advice_line.desk.query import reading
from advice_line.desk.tracers.office import TracersOffice
from advice_line.education.cases.library import Library
from advice_line.tables.tracers import Tracer
from tests.audit.lived.ringing import Ringing
from tests.audit.lived.truth import ACTS, FILED, TrueAdvice, TrueQuery
from tests.web.people import ELM_ROAD_MAIL, REQUIRED, Scene

WOULD = (None, "requested_imaging", "referred", "sent_to_hospital", "watched", "other")
TESTS = {"MRI lumbar spine": "mri", "CT chest": "ct", "Chest X-ray": "xr"}


class Advising(Ringing):
    def _talked(self, rung: tuple[str, TrueQuery], who: str = "amara") -> None:
        reference, query = rung
        query.reached, query.replied_at = True, self._accepted_at
        self._writes_down(reference, query, self._ended_at, who)

    def _writes_down(
        self, reference: str, query: TrueQuery, ended: datetime | None, who: str = "amara"
    ) -> None:
        assert ended is not None
        self._passes(self.dice.choice([240, 600, 1500]))
        self._signs(reference, query, who)
        assert query.advice is not None
        query.record_in_time = query.advice.at <= ended + timedelta(minutes=15)
        self._hears(reference, query, ELM_ROAD_MAIL)
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
        query.advice = advice
        self.world.records.sign(self.world.responder(who), reference, form, self._token)
        advice.left_at = self.now
        self.world.settle()

    def _hears(self, reference: str, query: TrueQuery, address: str) -> None:
        """The practice opens its letter, and says what it will do, or does neither."""
        advice = query.advice
        assert advice is not None
        drawn = self.dice.random()
        self._passes(self.dice.randint(300, 1200))
        if drawn < 0.2:
            return
        page = Scene(self.world, self.mail).reading(address, reference)
        advice.opened_at = self.now
        if drawn < 0.4:
            page.presses("Received and filed", acknowledged_by="Kim")
            advice.words.append((self.now, FILED))
            self.world.phones.advance(200)
        if drawn > 0.3:
            page.presses("Received: a clinician will act", acknowledged_by="Dr Sam Example")
            advice.words.append((self.now, ACTS))
        if drawn > 0.6:
            advice.helped = self.dice.random() < 0.7
            page.presses("Yes" if advice.helped else "No")
        self.world.settle()

    def _says_later(self, reference: str, query: TrueQuery) -> None:
        """The office looks it up in the radiology system, sooner than anybody is asked."""
        assert query.advice is not None
        said = self.dice.choice(["done", "changed", "not_done"])
        query.advice.later = said, None
        form = {"outcome": said, "found": "As the system has it"}
        form |= {"reason": "other"} if said == "not_done" else {}
        form |= {"done_on": f"{self.now.day} {self.now.month} {self.now.year}"}
        office, tracer = TracersOffice(self.world.ledger), self._tracer(reference)
        office.answer(self.world.responder("chidi"), tracer, form, self._token)

    def _tracer(self, reference: str) -> str:
        """Its name, by which the office opens it."""
        with self.world.ledger.look("test") as work:
            query = reading.by_reference(work, reference)
            wanted = select(Tracer.public_id).where(col(Tracer.query_id) == query.id)
            return work.session.exec(wanted).one()

    def _teaches(self, reference: str, who: str) -> None:
        """Offered and confirmed by its author, approved by somebody else."""
        library, query = Library(self.world.ledger), self.lived[reference]
        author, second = (self.world.responder(each) for each in (who, "chidi"))
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
