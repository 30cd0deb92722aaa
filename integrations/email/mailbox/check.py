"""Whether each mailbox can be read, asked of the server itself; nothing is fetched or moved."""

from collections.abc import Sequence

from advice_line.ports.checks import Check
from advice_line.ports.inbound_mail import MailTrouble
from integrations.email.check import CONSENT, TOKENLESS
from integrations.email.mailbox.address import IMAP, MailboxAddress
from integrations.email.mailbox.connection import Unread, opened
from integrations.email.server_url import LOOPBACK, Security
from integrations.email.tokens import AccessTokens, NoToken

NAME = "mailbox"


def check(addresses: Sequence[MailboxAddress], tokens: AccessTokens | None) -> list[Check]:
    """One answer for each; where there is none, that mail is not read, which a site may want."""
    if not addresses:
        off = f"Off. Set IMAP_URL to have mail read that is sent to a line, such as {IMAP.example}"
        return [Check(NAME, True, off)]
    return [_asked(each, tokens) for each in addresses]


def _asked(address: MailboxAddress, tokens: AccessTokens | None) -> Check:
    if address.security is Security.PLAIN and address.host not in LOOPBACK:
        clear = (
            "IMAP_URL would send the password in the clear. Start it with imaps:// or "
            "imap+starttls://."
        )
        return Check(NAME, False, clear)
    try:
        with opened(address, tokens) as box:
            waiting = len(box.uids())
    except Unread as unread:
        return Check(NAME, False, _mending(unread, address))
    mails = "one mail lies" if waiting == 1 else f"{waiting} mails lie"
    return Check(NAME, True, f"On: {address.where} lets us read {address.folder}; {mails} there.")


def _mending(unread: Unread, address: MailboxAddress) -> str:
    """The server's own words are never repeated: they may hold an address."""
    where, folder = address.where, address.folder
    if isinstance(unread.__cause__, NoToken) and unread.why is not MailTrouble.CONSENT:
        return TOKENLESS
    match unread.why:
        case MailTrouble.NO_CONNECTION:
            return (
                f"{where} does not answer. Look at IMAP_URL, and whether the firewall lets us out."
            )
        case MailTrouble.CONSENT:
            return CONSENT
        case MailTrouble.INSECURE:
            return (
                f"{where} cannot prove who it is, or does not encrypt as IMAP_URL asks. Name the "
                "host as its certificate does, put your authority's file in SSL_CERT_FILE, or try "
                "the other of imaps:// and imap+starttls://."
            )
        case MailTrouble.FOLDER:
            return f"There is no folder {folder} at {where}. Correct the end of IMAP_URL."
        case MailTrouble.SIGN_IN:
            return (
                f"{where} does not accept the user with what we have. Correct IMAP_URL (signs such "
                "as @ : / are written there as %40 %3A %2F), or agree anew where it takes tokens."
            )
    return f"{where} answers in a way that makes no sense. Ask whoever runs it."
