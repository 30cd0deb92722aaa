"""What went wrong between us and a mailbox, made ours here and nowhere else."""

import imaplib
import ssl
from enum import Enum

from imap_tools.errors import ImapToolsError, MailboxFolderSelectError

from advice_line.ports.inbound_mail import MailTrouble
from integrations.email.tokens import NoToken

# What a server says of itself in a refusal (RFC 5530): neither password nor mailbox is to blame.
_NOT_NOW = ("[UNAVAILABLE]", "[INUSE]", "[LIMIT]", "[SERVERBUG]")


class Stage(Enum):
    CONNECTING = 1
    SIGNING_IN = 2
    READING = 3


class FolderMissing(Exception):
    """A folder of ours is not there, and the server does not make it."""


class NotEncrypted(Exception):
    """The server offers no STARTTLS, where IMAP_URL wants it."""


class MailStuck(Exception):
    """One of its mails is not handed out, or cannot be kept; the others were all the same."""


# What a connection, the library, imaplib and the system raise; `imaplib.IMAP4.abort` is of them.
ERRORS = (
    OSError,
    imaplib.IMAP4.error,
    ImapToolsError,
    NoToken,
    NotEncrypted,
    FolderMissing,
    MailStuck,
)


def trouble(error: Exception, stage: Stage) -> MailTrouble:
    """The server's own words are dropped: they may hold addresses."""
    match error:
        case NoToken():
            return MailTrouble.CONSENT if error.consent else MailTrouble.NO_CONNECTION
        case FolderMissing() | MailboxFolderSelectError():
            return MailTrouble.FOLDER
        case ssl.SSLError() | NotEncrypted():
            return MailTrouble.INSECURE
        case imaplib.IMAP4.abort() | OSError():
            return MailTrouble.NO_CONNECTION
    if any(code in str(error).upper() for code in _NOT_NOW):
        return MailTrouble.NO_CONNECTION
    return MailTrouble.SIGN_IN if stage is Stage.SIGNING_IN else MailTrouble.FAULT
