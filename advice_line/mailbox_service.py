"""The mailboxes of a deployment: off without an address, watched by the worker, and looked into as
a whole every few minutes whatever the watching does."""

from collections.abc import Sequence

from advice_line.desk.mailbox.mails_there import MailsThere
from advice_line.errors import Misconfigured
from advice_line.jobs import Job, Listener
from advice_line.ledger.work import Ledger
from advice_line.ports.inbound_mail import MailboxDesk
from advice_line.settings import MailClient, Settings
from advice_line.trust.consents import Consents
from integrations.email import consenting
from integrations.email.consenting import Asked, Client
from integrations.email.mailbox import address
from integrations.email.mailbox.address import MailboxAddress
from integrations.email.mailbox.listening import Mailboxes
from integrations.email.tokens import AccessTokens

LOOK_SECONDS = 300.0


def tokens(settings: Settings, ledger: Ledger) -> AccessTokens | None:
    """One for the whole process: a mail server and mailboxes share what was agreed to."""
    url, client = settings.mail_oauth_token_url, settings.mail_oauth_client_id
    refresh, secret = settings.mail_oauth_refresh_token, settings.mail_oauth_client_secret
    if url is None or client is None or refresh is None:
        return None
    return AccessTokens(
        url,
        client,
        refresh.get_secret_value(),
        secret.get_secret_value() if secret else None,
        settings.ssl_cert_file,
        Consents(ledger),
    )


def oauth_client(given: MailClient, device_url: str | None) -> Client:
    """Raises `errors.Misconfigured` where the settings do not name it."""
    url, client = given.mail_oauth_token_url, given.mail_oauth_client_id
    if url is None or client is None:
        raise Misconfigured(
            "Set MAIL_OAUTH_TOKEN_URL and MAIL_OAUTH_CLIENT_ID first. See docs/for-operators.md."
        )
    secret = given.mail_oauth_client_secret
    return Client(
        device_url=device_url or f"{url.removesuffix('/token')}/devicecode",
        token_url=url,
        client_id=client,
        client_secret=secret.get_secret_value() if secret else None,
        certificate_file=given.ssl_cert_file,
    )


def ask_consent(client: Client, scope: str | None) -> Asked:
    """Raises `errors.NotAgreed`."""
    return consenting.begin(client, scope or consenting.SCOPE)


def await_consent(client: Client, asked: Asked) -> str:
    """The refresh token. Raises `errors.NotAgreed`."""
    return consenting.refresh_token(client, asked)


def addresses(settings: Settings) -> tuple[MailboxAddress, ...]:
    """Raises `errors.Misconfigured`."""
    if settings.imap_url is None:
        return ()
    found = address.every(
        settings.imap_url.get_secret_value(), certificate_file=settings.ssl_cert_file
    )
    if settings.mail_oauth_token_url is None and any(each.password is None for each in found):
        raise Misconfigured(
            "IMAP_URL: a user needs a password, or MAIL_OAUTH_TOKEN_URL. See docs/settings.md."
        )
    return found


def of(
    settings: Settings, ledger: Ledger, desk: MailboxDesk, access: AccessTokens | None
) -> Mailboxes:
    return Mailboxes(addresses(settings), desk, access, there=MailsThere(ledger))


def jobs(mailboxes: Mailboxes) -> Sequence[Job]:
    if mailboxes.none:
        return ()
    return (Job(name="mailboxes", run=mailboxes.look, every_seconds=LOOK_SECONDS),)


def listeners(mailboxes: Mailboxes) -> Sequence[Listener]:
    return (Listener(name="mailboxes", start=mailboxes.start, stop=mailboxes.stop),)
