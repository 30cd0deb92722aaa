"""What people do in the chat, as values, and what the desk answers them.

What they write there comes in and stays in: it is sealed, and never sent out again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from advice_line.errors import Problem
from advice_line.ports.chat import ChatHome, ChatSender, QueryAct, QueryCard


class FieldKind(StrEnum):
    CHOICE = "choice"
    WORDS = "words"


@dataclass(frozen=True)
class Choice:
    value: str
    label: str


@dataclass(frozen=True)
class ChatField:
    """`name` is its key in `fields`. A choice has up to 100 `choices`; `longest` is in characters,
    of words."""

    name: str
    label: str
    kind: FieldKind
    choices: tuple[Choice, ...] = ()
    required: bool = True
    hint: str = ""
    longest: int = 0
    chosen: str = ""


@dataclass(frozen=True)
class ChatForm:
    """What a person fills in. `act` is None where something is asked anew; else it is about the
    query `reference` as of `version`. `title` has 24 characters at most. What is sent of it comes
    as `FormSent` with the same act, reference and version."""

    act: QueryAct | None
    title: str
    intro: str
    fields: tuple[ChatField, ...]
    send: str
    reference: str = ""
    version: int = 0


@dataclass(frozen=True)
class ChatEvent:
    """`key` names this event for good: the same key is the same event, however often and by
    whichever way it comes. `account` is who did it; `outside` says that they belong to another
    organisation's workspace."""

    key: str
    account: str
    outside: bool


@dataclass(frozen=True)
class ActChosen(ChatEvent):
    """A button of a card was pressed; `version` is the card's."""

    act: QueryAct
    reference: str
    version: int


@dataclass(frozen=True)
class FormSent(ChatEvent):
    """`fields` by name; a field left empty is the empty string or not there. `name` and `address`
    are those of the account's profile, where the service shows them."""

    act: QueryAct | None
    reference: str
    version: int
    fields: dict[str, str] = field(repr=False)
    name: str = field(default="", repr=False)
    address: str | None = None


@dataclass(frozen=True)
class ThreadWords(ChatEvent):
    """Somebody wrote under a card. `message` is the id of what they wrote, `thread` that of the
    card; `at` is when, by the service."""

    channel: str
    thread: str
    message: str
    at: datetime
    words: str = field(repr=False)


@dataclass(frozen=True)
class DirectWords(ChatEvent):
    """Somebody wrote to us alone; its key is of its conversation and its place in that, the same in
    the service's own list. `message` alone may stand in two conversations. `files`: something came
    with it, of which nothing is handed over."""

    message: str
    at: datetime
    words: str = field(repr=False)
    files: bool = False


@dataclass(frozen=True)
class WordsChanged(ChatEvent):
    """What somebody had written was edited, or taken back (`words` is None), at that instant.
    `first` is what it was changed from, as it would have been told: this may come before it."""

    first: ThreadWords | DirectWords
    at: datetime
    words: str | None = field(repr=False)


@dataclass(frozen=True)
class AskWanted(ChatEvent):
    """By the command or by the shortcut at a message. `channel` is where they were; what they typed
    behind the command, or the message, is not handed over: it may be about a patient."""

    channel: str


@dataclass(frozen=True)
class HomeOpened(ChatEvent):
    pass


@dataclass(frozen=True)
class Done:
    """It is done: a sentence for this person alone. `link` is where they go on, if anywhere."""

    sentence: str
    link: str | None = None
    link_label: str = ""


@dataclass(frozen=True)
class Refused:
    """Nothing was done; the sentence says why and what helps, to this person alone."""

    sentence: str


@dataclass(frozen=True)
class Mend:
    """Nothing was done; what is wrong stands at each field, and what they typed stays."""

    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Stale:
    """Nothing was done: the query is not any more as they saw it. The card is how it is now; the
    one in the channel is changed by us."""

    sentence: str
    card: QueryCard


ChatAnswer = Done | Refused | ChatForm | Mend | Stale


class ChatDesk(Protocol):
    """What the desk offers the chat; each call is one committed transaction, and the same key does
    no more than once: a repeat is answered as the first was.

    Every method raises `errors.Busy` where nothing was written, and no other error.
    """

    def keep(self, key: str, envelope: str) -> None:
        """Keep what came, sealed, before the service is told that we have it."""
        ...

    def finished(self, key: str) -> None:
        """What came by that key has been handed on: its envelope is wiped."""
        ...

    def listening(self, *, alive: bool) -> None:
        """Whether a connection that we have opened, to be told by it, stands at this moment: said
        again and again from the first try on."""
        ...

    def act(self, event: ActChosen) -> ChatAnswer: ...
    def form_sent(self, event: FormSent) -> ChatAnswer: ...
    def ask_wanted(self, event: AskWanted) -> ChatForm | Refused: ...
    def home(self, event: HomeOpened) -> ChatHome: ...

    def thread_words(self, event: ThreadWords) -> Done | Refused | None:
        """None where there is nothing to say to who wrote."""
        ...

    def words_changed(self, event: WordsChanged) -> Done | Refused | None:
        """None where there is nothing to say to who changed it."""
        ...

    def direct_words(self, event: DirectWords) -> Done | Refused | None:
        """None where they have been told already."""
        ...


class ChatReader(Protocol):
    def again(self, envelope: str) -> None:
        """Hand on what was kept and never finished, as if it had just come; the desk calls this
        from a sweep. Raises what the desk raises, and `errors.DeliveryFailed` where whoever wrote
        to us could not be told what became of it."""
        ...


class ChatHistory(Protocol):
    """The chat's own list, read when we come back and each night (H26). Raises what `ChatSender`
    raises; each event has the key that it would have had when it happened."""

    def thread_words(
        self, channel: str, thread: str, since: datetime
    ) -> Sequence[ThreadWords | WordsChanged]:
        """What people wrote under this card since then. What was edited comes as it is now, and as
        a change of that."""
        ...

    def direct_words(self, since: datetime) -> Sequence[DirectWords | WordsChanged]:
        """The same of what people wrote to us alone."""
        ...


@dataclass(frozen=True)
class ChatService:
    """One chat service, as a vendor's folder makes it of the desk that it speaks to."""

    sender: ChatSender
    history: ChatHistory
    reader: ChatReader
