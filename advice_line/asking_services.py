"""What `check` asks of each service: of one that is configured what it lacks, of another why it is
off. Loaded when it is asked, which in a service that runs is never."""

from collections.abc import Callable
from typing import TypeVar

from twilio.http import HttpClient  # type: ignore[import-untyped] # the SDK ships no py.typed

from advice_line import identity_service, mailbox_service, record_service
from advice_line.directory import lookups
from advice_line.ledger.work import Ledger
from advice_line.ports.checks import Check, Checker
from advice_line.rules import line_guards
from advice_line.settings import Settings
from advice_line.tables.directory import Line

Picked = TypeVar("Picked")


def checkers(
    settings: Settings, ledger: Ledger, twilio_http: HttpClient | None
) -> tuple[Checker, ...]:
    """A real line needs its telephone and its mail; a rehearsal may do without, and either without
    Slack and without reading mail."""
    access = mailbox_service.tokens(settings, ledger)

    def telephone() -> list[Check]:
        from integrations.twilio import check as twilio_check  # noqa: PLC0415

        if settings.twilio_account_sid is None or settings.twilio_auth_token is None:
            sentence = "Off. Set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN to switch calls on."
            return [Check(twilio_check.NAME, settings.rehearsal, sentence)]
        return twilio_check.check(
            account_sid=settings.twilio_account_sid,
            auth_token=settings.twilio_auth_token.get_secret_value(),
            public_url=settings.public_url,
            api_url=settings.twilio_api_url,
            numbers=_of_lines(ledger, lambda line: line.number),
            switchboards=dict(_of_lines(ledger, lambda line: (line.number, line.switchboard))),
            tests=[each for each in _of_lines(ledger, _test_number) if each],
            http=twilio_http,
        )

    def mail() -> list[Check]:
        from integrations.email import check as mail_check  # noqa: PLC0415

        return mail_check.check(
            settings.smtp_url.get_secret_value() if settings.smtp_url else None,
            senders=_of_lines(ledger, lambda line: line.email),
            certificate_file=settings.ssl_cert_file,
            tokens=access,
            needed=not settings.rehearsal,
        )

    def mailboxes() -> list[Check]:
        from integrations.email.mailbox import check as mailbox_check  # noqa: PLC0415

        return mailbox_check.check(mailbox_service.addresses(settings), access)

    def slack() -> list[Check]:
        from integrations.slack import check as slack_check  # noqa: PLC0415

        token, app_token = settings.slack_bot_token, settings.slack_app_token
        if token is None:
            return slack_check.check(None, settings.slack_api_url)
        return slack_check.check(
            token.get_secret_value(),
            settings.slack_api_url,
            signed=settings.slack_signing_secret is not None,
            app_token=app_token.get_secret_value() if app_token else None,
            channels=[each for each in _of_lines(ledger, _slack_channel) if each],
        )

    def record() -> list[Check]:
        placed = _of_lines(ledger, lambda line: (line.key, line.record))
        return record_service.check(dict(placed))

    def sign_in() -> list[Check]:
        return identity_service.check(settings)

    return telephone, mail, mailboxes, slack, record, sign_in


def _slack_channel(line: Line) -> str:
    return line.slack_channel or ""


def _test_number(line: Line) -> str:
    test = line_guards.morning_call(line.test_call)
    return test.number if test else ""


def _of_lines(ledger: Ledger, pick: Callable[[Line], Picked]) -> list[Picked]:
    with ledger.look("system") as work:
        return [pick(line) for line in lookups.lines(work.session)]
