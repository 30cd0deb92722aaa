"""A chat service in a few lines, by our port alone: what was posted stays, can be taken away, and
refuses and loses answers when told to."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from advice_line.clock import Clock
from advice_line.errors import DeliveryDelayed, DeliveryRefused
from advice_line.ports.chat import ChatHome, ChatNotice, ChatRefusal, QueryAct, QueryCard
from advice_line.ports.chat_desk import (
    ActChosen,
    AskWanted,
    ChatAnswer,
    ChatDesk,
    ChatForm,
    ChatService,
    DirectWords,
    Done,
    FormSent,
    HomeOpened,
    Refused,
    ThreadWords,
    WordsChanged,
)

CHANNEL = "C0HOTDOC"


@dataclass
class Posted:
    message: str
    attempt: str
    at: datetime
    cards: list[QueryCard]
    channel: str = CHANNEL

    @property
    def card(self) -> QueryCard:
        return self.cards[-1]


@dataclass
class Room:
    """One channel and everybody's direct messages. `refuses` is the code of every try, `down` and
    `loses_answers` are what a network does, `gone` are accounts that nobody has any more."""

    clock: Clock
    posted: list[Posted] = field(default_factory=list)
    told: dict[str, list[ChatNotice]] = field(default_factory=dict)
    changed: list[tuple[str, ChatNotice]] = field(default_factory=list)
    homes: dict[str, list[ChatHome]] = field(default_factory=dict)
    attempts: dict[str, str] = field(default_factory=dict)
    words: list[ThreadWords] = field(default_factory=list)
    direct: list[DirectWords] = field(default_factory=list)
    refuses: str | None = None
    down: bool = False
    loses_answers: bool = False
    gone: set[str] = field(default_factory=set)
    bodies: list[str] = field(default_factory=list)
    desk: ChatDesk = field(init=False)
    _count: int = 0

    def service(self, desk: ChatDesk) -> ChatService:
        self.desk = desk
        return ChatService(self, self, self)

    @property
    def only(self) -> Posted:
        (found,) = self.posted
        return found

    @property
    def first(self) -> Posted:
        return self.posted[0]

    def person(self, account: str, *, outside: bool = False) -> "Account":
        return Account(self, account, outside)

    # What the desk asks.

    def post_query(self, channel: str, card: QueryCard, attempt: str) -> str:
        self._answers(repr((channel, card)))
        made = Posted(self.number(), attempt, self.clock.now(), [card], channel)
        self.posted.append(made)
        self._lose()
        return made.message

    def update_query(self, channel: str, message: str, card: QueryCard) -> None:
        self._answers(repr((channel, card)))
        found = next((each for each in self.posted if each.message == message), None)
        if found is None:
            raise DeliveryRefused(ChatRefusal.MESSAGE_GONE)
        found.cards.append(card)

    def find_posted(self, channel: str, attempt: str, since: datetime) -> str | None:
        early = since - timedelta(seconds=1)
        found = (e for e in self.posted if (e.channel, e.attempt) == (channel, attempt))
        queries = (each.message for each in found if each.at >= early)
        return next(queries, self.attempts.get(attempt))

    def post_notice(self, channel: str, notice: ChatNotice, attempt: str) -> str:
        return self.tell(channel, notice, attempt)

    def update_notice(self, channel: str, message: str, notice: ChatNotice) -> None:
        if message not in self.attempts.values():
            raise DeliveryRefused(ChatRefusal.MESSAGE_GONE)
        self._answers(repr((channel, notice)))
        self.changed.append((message, notice))

    def tell(self, account: str, notice: ChatNotice, attempt: str) -> str:
        if account in self.gone:
            raise DeliveryRefused(ChatRefusal.ACCOUNT_GONE)
        self._answers(repr((account, notice)))
        self.told.setdefault(account, []).append(notice)
        self.attempts[attempt] = self.number()
        self._lose()
        return self.attempts[attempt]

    def find_told(self, account: str, attempt: str, since: datetime) -> str | None:
        found = self.attempts.get(attempt)
        return found if self.told.get(account) and since <= self.clock.now() else None

    def show_home(self, account: str, home: ChatHome) -> None:
        self._answers(repr((account, home)))
        self.homes.setdefault(account, []).append(home)

    def thread_words(self, channel: str, thread: str, since: datetime) -> Sequence[ThreadWords]:
        self._answers("")
        of = [each for each in self.words if (each.channel, each.thread) == (channel, thread)]
        return [each for each in of if each.at >= since]

    def direct_words(self, since: datetime) -> Sequence[DirectWords]:
        self._answers("")
        return [each for each in self.direct if each.at >= since]

    def again(self, envelope: str) -> None:
        account, claims, reference = envelope.partition(" claims ")
        assert claims, "an envelope that nobody can read"
        self.person(account).claims(reference, self.first.card.version)

    def number(self) -> str:
        self._count += 1
        return f"{self.clock.now().timestamp():.0f}.{self._count:06}"

    def _answers(self, body: str) -> None:
        if self.down:
            raise DeliveryDelayed("timeout")
        if self.refuses is not None:
            raise DeliveryRefused(self.refuses)
        self.bodies.append(body)

    def _lose(self) -> None:
        if self.loses_answers:
            raise DeliveryDelayed("timeout", maybe_sent=True)


@dataclass(frozen=True)
class Account:
    """Somebody at their telephone; each thing they do is an event of its own."""

    room: Room
    account: str
    outside: bool

    def presses(self, act: QueryAct, version: int | None = None) -> ChatAnswer:
        card = self.room.first.card
        seen = card.version if version is None else version
        return self.room.desk.act(
            ActChosen(self.room.number(), self.account, self.outside, act, card.reference, seen)
        )

    def claims(self, reference: str, version: int) -> ChatAnswer:
        key = f"claim:{self.account}:{reference}"
        return self.room.desk.act(
            ActChosen(key, self.account, self.outside, QueryAct.CLAIM, reference, version)
        )

    def fills(self, form: ChatForm, key: str | None = None, **fields: str) -> ChatAnswer:
        return self.room.desk.form_sent(
            FormSent(
                key or self.room.number(),
                self.account,
                self.outside,
                form.act,
                form.reference,
                form.version,
                fields,
                "Ward Doctor Example",
                "ward@hospital.example.org",
            )
        )

    def wants_to_ask(self) -> ChatForm | Refused:
        return self.room.desk.ask_wanted(
            AskWanted(self.room.number(), self.account, self.outside, "C0OTHER")
        )

    def opens_home(self) -> ChatHome:
        return self.room.desk.home(HomeOpened(self.room.number(), self.account, self.outside))

    def writes(
        self, words: str, *, unheard: bool = False, under: Posted | None = None
    ) -> Done | Refused | None:
        """Under the first card or another; `unheard` while nothing of ours listens."""
        card = under or self.room.first
        event = ThreadWords(
            key=self.room.number(),
            account=self.account,
            outside=self.outside,
            channel=card.channel,
            thread=card.message,
            message=self.room.number(),
            at=self.room.clock.now(),
            words=words,
        )
        self.room.words.append(event)
        return None if unheard else self.room.desk.thread_words(event)

    def edits(self, words: str | None) -> None:
        """The last thing that anybody wrote under the card; None takes it back."""
        last = self.room.words[-1]
        self.room.desk.words_changed(
            WordsChanged(
                self.room.number(),
                self.account,
                self.outside,
                last,
                self.room.clock.now(),
                words,
            )
        )

    def repeats(self) -> Done | Refused | None:
        """The last event once more, as chat services do."""
        return self.room.desk.thread_words(replace(self.room.words[-1], key=self.room.number()))

    def writes_to_us(self, words: str, *, unheard: bool = False) -> Done | Refused | None:
        event = DirectWords(
            self.room.number(),
            self.account,
            self.outside,
            self.room.number(),
            self.room.clock.now(),
            words,
        )
        self.room.direct.append(event)
        return None if unheard else self.room.desk.direct_words(event)
