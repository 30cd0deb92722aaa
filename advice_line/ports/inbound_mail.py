"""The mailbox's seam: what comes by mail, before it is read and after, and what the desk is told.

Every word of a mail may be about a patient: it is sealed at once, never logged, and stands in no
error.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class MailFolder(StrEnum):
    """Where a mail is moved once what became of it is committed."""

    PROCESSED = "Processed"
    QUARANTINE = "Quarantine"


class MailTrouble(StrEnum):
    """Why a mailbox could not be read. `sign_in`: the server takes neither password nor token any
    more. `consent`: the service that gives out tokens wants a person to agree anew. `insecure`:
    its certificate or its encryption. `folder`: a folder is not there and cannot be made. `fault`:
    the server's answer makes no sense."""

    NO_CONNECTION = "no_connection"
    SIGN_IN = "sign_in"
    CONSENT = "consent"
    INSECURE = "insecure"
    FOLDER = "folder"
    FAULT = "fault"


class AutomaticKind(StrEnum):
    """What no person wrote. `reply`: an out-of-office and the like; `report`: of what became of a
    mail of ours; `list`: handed round by a mailing list; `bulk`: newsletters and junk; `notice`:
    any other of a machine."""

    REPLY = "reply"
    REPORT = "report"
    LIST = "list"
    BULK = "bulk"
    NOTICE = "notice"


class MailDefect(StrEnum):
    """What is odd about a mail that was read all the same. `two_from`, `no_from`, `name_trick` (its
    sender's name is another address) make its sender doubtful; the others are of its writing.
    `sealed_part`: some of it, or all of its words, only its sender's own programs open."""

    TWO_FROM = "two_from"
    NO_FROM = "no_from"
    NAME_TRICK = "name_trick"
    NO_MESSAGE_ID = "no_message_id"
    ODD_MESSAGE_ID = "odd_message_id"
    NO_DATE = "no_date"
    NO_WORDS = "no_words"
    UNKNOWN_CHARSET = "unknown_charset"
    EIGHT_BIT_HEADER = "eight_bit_header"
    HUGE_HEADER = "huge_header"
    CONTROL_SIGNS = "control_signs"
    MALFORMED = "malformed"
    TOO_DEEP = "too_deep"
    CUT_SHORT = "cut_short"
    TOO_MANY_FILES = "too_many_files"
    UNSAFE_PICTURE = "unsafe_picture"
    SEALED_PART = "sealed_part"


class UnreadableWhy(StrEnum):
    """`too_large`: it was not fetched whole. `encrypted`: only its sender's own programs open it.
    `no_mail`: these bytes are none. `fault`: reading it failed, and is ours to mend."""

    TOO_LARGE = "too_large"
    ENCRYPTED = "encrypted"
    NO_MAIL = "no_mail"
    FAULT = "fault"


class Unreadable(Exception):
    """A person reads the mail itself. Holds nothing of what was in it."""

    def __init__(self, why: UnreadableWhy) -> None:
        self.why = why
        super().__init__(why.value)


@dataclass(frozen=True)
class MailKey:
    """Names a mail in its mailbox for as long as that keeps its numbers: another `uid_validity`
    means that every mail is numbered anew. `mailbox` holds no password."""

    mailbox: str
    uid_validity: int
    uid: int


@dataclass(frozen=True)
class Filed:
    """A mail's number in the folder into which it was moved, for as long as that folder keeps its
    numbers; servers tell it that can (COPYUID, RFC 4315)."""

    uid_validity: int
    uid: int


@dataclass(frozen=True)
class FetchedMail:
    """As it lies in the mailbox, not marked as seen. `size` is in bytes, by the server; `raw` is
    None for one too large to fetch, of which `head` is all there is; else `head` is empty."""

    key: MailKey
    size: int
    raw: bytes | None = field(repr=False)
    head: bytes = field(default=b"", repr=False)


@dataclass(frozen=True)
class MailAddress:
    """`address` is in lower case and has one `@`; `name` is what stood beside it."""

    address: str = field(repr=False)
    name: str = field(default="", repr=False)


@dataclass(frozen=True)
class Automatic:
    """`why` is the header by which it is known, such as `Auto-Submitted`."""

    kind: AutomaticKind
    why: str


@dataclass(frozen=True)
class Authentication:
    """What the server that we believe found out about the sender: the domains that passed, in lower
    case. `dmarc` is the domain of From; `spf` that of the envelope, `dkim` those that signed."""

    dmarc: tuple[str, ...] = ()
    spf: tuple[str, ...] = ()
    dkim: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReportedRecipient:
    """What became of one address, by another server. `action` is failed, delayed, delivered,
    relayed or expanded (RFC 3464); `status` such as 5.1.1, empty where none is given."""

    address: str = field(repr=False)
    action: str
    status: str = ""


@dataclass(frozen=True)
class DeliveryReport:
    """`message_ids` are those of the mail that it is about, in angle brackets: more than one where
    the report leaves doubt, none where it names none. `recipients` is empty where it says in words
    alone what became of it. `answered_at` is where that mail asked for answers, as it is quoted."""

    message_ids: tuple[str, ...]
    recipients: tuple[ReportedRecipient, ...]
    answered_at: tuple[str, ...] = field(default=(), repr=False)

    @property
    def failed(self) -> bool:
        return any(each.action == "failed" for each in self.recipients)


@dataclass(frozen=True)
class MailFile:
    """`media_type` is what its bytes are, whatever it is called. A picture is written anew, without
    what its camera noted; one that cannot be is `application/octet-stream`."""

    name: str = field(repr=False)
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class ReadMail:
    """What a mail says of itself. Ids are in angle brackets.

    `senders` are all addresses of From, as many as there are; `answers_to` is Reply-To, which
    anybody may set. `references` are those of References and of In-Reply-To, the nearest last.
    `delivered_to` is where servers on the way say they brought it. `date` is in UTC, by its sender.
    `urgent` says that the sender's program marked it as of high importance.

    `text` is all of it as plain text; `words` the same without quotes of earlier mails, where it is
    a reply and no forward. `html` is None, or made of harmless elements alone, without pictures,
    styles and addresses to load. None of them holds a NUL.
    """

    message_id: str | None
    senders: tuple[MailAddress, ...]
    subject: str = field(default="", repr=False)
    references: tuple[str, ...] = ()
    answers_to: tuple[MailAddress, ...] = ()
    to: tuple[MailAddress, ...] = ()
    cc: tuple[MailAddress, ...] = ()
    delivered_to: tuple[str, ...] = field(default=(), repr=False)
    date: datetime | None = None
    urgent: bool = False
    text: str = field(default="", repr=False)
    words: str = field(default="", repr=False)
    html: str | None = field(default=None, repr=False)
    automatic: Automatic | None = None
    authentication: Authentication | None = None
    report: DeliveryReport | None = None
    files: tuple[MailFile, ...] = ()
    defects: tuple[MailDefect, ...] = ()


class MailReader(Protocol):
    def read(self, raw: bytes) -> ReadMail:
        """Raises `Unreadable`, and no other error."""
        ...

    def read_head(self, head: bytes) -> ReadMail:
        """Of a mail that was too large: what its header says, without words and files. Raises
        `Unreadable`, and no other error."""
        ...


class MailboxDesk(Protocol):
    """What whoever reads a mailbox tells the desk; each call is one committed transaction, and the
    same twice does no more than once. Every method raises `errors.Busy` where nothing was written,
    and no other error."""

    def watched(self, mailboxes: Collection[str]) -> None:
        """These are all that there are now: no other is waited for any more."""
        ...

    def unknown(self, mailbox: str, uid_validity: int, uids: Collection[int]) -> list[int]:
        """Which of these have never been fetched, the lowest first."""
        ...

    def mail_fetched(self, mail: FetchedMail) -> None:
        """Kept, sealed, before anybody reads it."""
        ...

    def moves(self, mailbox: str, uid_validity: int) -> list[tuple[MailKey, MailFolder]]:
        """What lies in the mailbox still and whose fate is committed."""
        ...

    def moved(self, key: MailKey, filed: Filed | None = None) -> None:
        """It lies in its folder, as `filed` where the server told that, or is not in the mailbox
        any more."""
        ...

    def polled(self, mailbox: str) -> None:
        """All that was in the mailbox is kept."""
        ...

    def not_read(self, mailbox: str, why: MailTrouble) -> None: ...
