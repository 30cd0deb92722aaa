"""A hospital whose colleagues talk in a chat, and a question that comes to it by mail."""

from dataclasses import dataclass

from advice_line.desk.query import reading
from advice_line.desk.questions import arriving, askers, joining
from advice_line.desk.questions.asked import Asked
from advice_line.directory import lookups
from advice_line.kinds import Channel, Urgency
from advice_line.rules.record import Patient
from tests.chat.room import Room
from tests.stories.world import World

NAME, NUMBER = "Edith Larkspur", "9990000018"
WORDS = f"{NAME} {NUMBER} has a mass on her chest film, what next?"
ADDRESS = "elmroad@example.org"


@dataclass
class Hospital:
    world: World
    chat: Room | None

    def __post_init__(self) -> None:
        if self.chat is not None:
            self.chat.clock = self.world.service.clock

    @property
    def room(self) -> Room:
        assert self.chat is not None
        return self.chat

    def is_asked(
        self, urgency: Urgency = Urgency.TODAY, key: str = "one", words: str = WORDS
    ) -> str:
        """By mail; its reference, once everything under way is done."""
        reference = self.mail_comes(urgency, key, words)
        self.world.settle()
        return reference

    def is_written_to(self, reference: str, words: str) -> None:
        """By whoever asked."""
        with self.world.ledger.work("test") as work:
            line, asker = lookups.lines(work.session)[0], askers.of_address(work, ADDRESS)
            query = reading.by_reference(work, reference)
            joining.added(work, line, query, Asked(Channel.EMAIL, words, asker, words))
        self.world.settle()

    def reads(self, who: str, reference: str) -> None:
        """On the query's page."""
        self.world.records.open(self.world.responder(who), reference, with_words=True)

    def mail_comes(self, urgency: Urgency, key: str, words: str = WORDS) -> str:
        with self.world.ledger.work("test") as work:
            line = lookups.lines(work.session)[0]
            asked = Asked(
                channel=Channel.EMAIL,
                key=key,
                asker=askers.of_address(work, ADDRESS),
                words=words,
                reply_by=Channel.EMAIL,
                urgency=urgency,
            )
            query, _ = arriving.opened(work, line, asked)
            patient = Patient(patient_name=NAME, nhs_number=NUMBER)
            sealed = work.vault.seal(patient.to_json(), "queries.sealed_patient")
            work.update(query, sealed_patient=sealed)
            return query.reference
