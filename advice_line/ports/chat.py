"""The chat's seam: what we ask of a chat service, in our words, so that any can follow.

No patient data and no free text of anybody goes out by it: a card, a notice and a home are made of
closed lists, references, names of staff and times. What people do there is in `ports.chat_desk`.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class QueryAct(StrEnum):
    """What may be done about a query from its card."""

    CLAIM = "claim"
    ASK_BACK = "ask_back"
    PASS_ON = "pass_on"  # noqa: S105  # an act, no password
    ANSWER = "answer"
    CLOSE = "close"
    NOTE = "note"


class ChatRefusal(StrEnum):
    """Codes of `errors.DeliveryRefused` by which the desk knows what is to be done.

    `channel_closed`: archived, disabled, gone, or we were put out of it. `channel_shared`: people
    of another organisation are in it, so nothing of ours is posted there. `message_gone`: what was
    to be changed is there no more. `account_gone`: nobody has this account now. `not_let_in`: the
    service no longer takes our key, or it may do too little.
    """

    CHANNEL_CLOSED = "chat_channel_closed"
    CHANNEL_SHARED = "chat_channel_shared"
    MESSAGE_GONE = "chat_message_gone"
    ACCOUNT_GONE = "chat_account_gone"
    NOT_LET_IN = "chat_not_let_in"


@dataclass(frozen=True)
class Moment:
    """The chat shows `at` (UTC) as its reader's own time; `words` are for where it cannot, in the
    line's time zone."""

    at: datetime
    words: str


@dataclass(frozen=True)
class Offered:
    """One button. `says` is its whole sentence for who cannot see the card beside it. Where `link`
    is given the act is done on that page, and nothing comes of it through the chat. `confirm` is
    asked before it is done at once; None where it needs none."""

    act: QueryAct
    label: str
    says: str
    link: str | None = None
    confirm: str | None = None


@dataclass(frozen=True)
class QueryCard:
    """A query as everybody in the channel may see it. `version` is that of the query, and comes
    back with every act. Words are plain text of ours, to be escaped like any other."""

    reference: str
    version: int
    line: str
    state: str
    urgency: str
    organisation: str
    came_by: str
    waiting_since: Moment
    due: Moment | None
    late: bool
    owner: str | None
    acts: tuple[Offered, ...]
    link: str

    @property
    def glance(self) -> str:
        """What a locked telephone's screen may show of it."""
        return f"{self.reference}: {self.state}. {self.urgency}."


@dataclass(frozen=True)
class ChatNotice:
    """What one person or a channel is told: lines of ours, and the page on which they go on."""

    lines: tuple[str, ...]
    link: str
    link_label: str
    due: Moment | None = None


@dataclass(frozen=True)
class ChatHome:
    """One person's own page in the chat. `said` is a sentence instead of all else, where they are
    not known or may not see it. `more` counts queries that are not shown."""

    heading: str
    said: str | None = None
    duties: tuple[str, ...] = ()
    on_now: tuple[str, ...] = ()
    mine: tuple[QueryCard, ...] = ()
    more: int = 0
    link: str = ""
    link_label: str = ""


class ChatSender(Protocol):
    """What the desk asks of the chat. `attempt` is ours and the same at every try; an id of a
    message is the service's. Each raises `errors.DeliveryRefused` (its `code` a `ChatRefusal` where
    one fits) or `errors.DeliveryDelayed`, whose `maybe_sent` says that the service may have acted.
    """

    def post_query(self, channel: str, card: QueryCard, attempt: str) -> str: ...

    def update_query(self, channel: str, message: str, card: QueryCard) -> None: ...

    def post_notice(self, channel: str, notice: ChatNotice, attempt: str) -> str:
        """To everybody of a channel; found again as a query's card is."""
        ...

    def update_notice(self, channel: str, message: str, notice: ChatNotice) -> None: ...

    def find_posted(self, channel: str, attempt: str, since: datetime) -> str | None:
        """The id of what an earlier try of this `attempt` has posted since then, or None."""
        ...

    def tell(self, account: str, notice: ChatNotice, attempt: str) -> str: ...

    def find_told(self, account: str, attempt: str, since: datetime) -> str | None: ...

    def show_home(self, account: str, home: ChatHome) -> None: ...
