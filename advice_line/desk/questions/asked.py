"""A question that came in writing, by whichever way: what its door hands to the steps that keep
it."""

from dataclasses import dataclass, field

from advice_line.directory_kinds import IdentifiedBy
from advice_line.kinds import Channel, Urgency
from advice_line.rules.record import Patient, Question, Requester
from advice_line.tables.directory import Organisation
from advice_line.tables.directory import Requester as Person
from advice_line.tables.practices import PracticeMember


@dataclass(frozen=True)
class Asker:
    """Who asks, as far as the way by which it came says. `address` is their email address in lower
    case, `number` E.164, `account` their id at the chat service; `person` and `organisation` who
    that is in the directory. `verified`: they have shown that the address is theirs, by its code or
    by an account of the hospital's; else it is a hint (H15). `member` is who of the practice writes
    for whoever asked, by name: they are no other asker of it."""

    identified_by: IdentifiedBy = IdentifiedBy.NOTHING
    organisation: Organisation | None = None
    person: Person | None = None
    address: str | None = None
    number: str | None = None
    account: str | None = None
    verified: bool = False
    member: PracticeMember | None = None

    @property
    def writes_from(self) -> str | None:
        """By which another arrival of theirs is known."""
        return self.address or self.account


@dataclass(frozen=True)
class File:
    """`media_type` is what its bytes are, by whoever has looked at them."""

    name: str = field(repr=False)
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class Asked:
    """`key` names the arrival for good (a mail, a post, an event of the chat service); `words` are
    theirs as they are to be read. `who`, `patient` and `question` are what was filled in apart,
    None where the way has no fields: a person reads them out of the words then. `reply_by` is the
    channel by which they are answered, None where nobody can be."""

    channel: Channel
    key: str
    asker: Asker
    words: str = field(repr=False)
    reply_by: Channel | None = None
    urgency: Urgency | None = None
    who: Requester | None = field(default=None, repr=False)
    patient: Patient | None = field(default=None, repr=False)
    question: Question | None = field(default=None, repr=False)
    files: tuple[File, ...] = field(default=(), repr=False)
