"""The composition root: beside the `*_service.py` that it puts together, the only file that imports
the vendors. Tests, demo, main and worker call `build`; everything it hands out is made here and
nowhere else."""

import os
import socket
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING

from twilio.http import HttpClient  # type: ignore[import-untyped] # the SDK ships no py.typed

from advice_line import (
    asking_services,
    carrier_service,
    chat_jobs,
    chat_service,
    identity_service,
    job_list,
    mail_jobs,
    mailbox_service,
    outage_jobs,
    record_service,
    systems_service,
    trail_service,
)
from advice_line.audit.reports.gathering import Manner
from advice_line.clock import Clock, FileClock, SystemClock
from advice_line.db import Database
from advice_line.desk.calls import Calls
from advice_line.desk.chat.courier import ChatCourier
from advice_line.desk.chat.door import Chat
from advice_line.desk.in_call.carrying import LiveCourier
from advice_line.desk.mailbox.door import MailDoor
from advice_line.desk.receipts.letterbox import Letterbox
from advice_line.desk.sending.couriers import CallCourier, MailCourier, SmsCourier, handed_over
from advice_line.desk.signing_in import SigningIn
from advice_line.desk.staff.records import Records
from advice_line.desk.sweeps import Sweeps
from advice_line.jobs import Job, Listener
from advice_line.ledger.sender import Sender
from advice_line.ledger.vault import vault_of
from advice_line.ledger.work import Ledger
from advice_line.outgoing_kinds import OutChannel
from advice_line.ports.calls import Telephone
from advice_line.ports.carrier_watch import CarrierWatch
from advice_line.ports.chat_desk import ChatDesk, ChatService
from advice_line.ports.checks import Checker
from advice_line.ports.mail import MailSender
from advice_line.ports.notices import Courier
from advice_line.record_service import WRITER
from advice_line.settings import Settings
from advice_line.web.site import Site
from integrations.calendars.reading import HttpCalendars
from integrations.email.reading.reader import Reader
from integrations.email.smtp import SmtpSender
from integrations.email.tokens import AccessTokens
from integrations.heartbeat.ping import ping

if TYPE_CHECKING:
    from fastapi import APIRouter, FastAPI

    from integrations.slack.doors import Doors as SlackDoors
    from integrations.twilio.doors import Doors


@dataclass(frozen=True)
class Service:
    """One deployment in one process. Nothing runs until `sender.start()`; `deliver` sends what is
    due in the calling thread. `app` is made when it is asked for: the worker, which shows no pages,
    spares 25 MB."""

    settings: Settings
    clock: Clock
    ledger: Ledger
    calls: Calls
    chat: Chat
    mailbox: MailDoor
    records: Records
    letterbox: Letterbox
    signing_in: SigningIn
    sweeps: Sweeps
    sender: Sender
    telephone: Telephone | None
    jobs: Sequence[Job]
    listeners: Sequence[Listener]
    checks: Sequence[Checker]
    make_app: Callable[[], "FastAPI"] = field(repr=False)

    @cached_property
    def app(self) -> "FastAPI":
        return self.make_app()

    def deliver(self) -> int:
        return self.sender.deliver()

    def close(self) -> None:
        self.sender.stop()
        self.ledger.db.dispose()


def build(
    settings: Settings,
    *,
    clock: Clock | None = None,
    twilio_http: HttpClient | None = None,
    mail: MailSender | None = None,
    chat_of: Callable[[ChatDesk], ChatService] | None = None,
    extra_routers: "Sequence[APIRouter]" = (),
    demo: bool = False,
) -> Service:
    """Everything wired together; nothing is started, nothing is sent, no table is touched.

    In the `demo` anybody signs in as a fictional person with one click.

    Raises `errors.Misconfigured` when a setting cannot be used.
    """
    clock = clock or (FileClock(settings.clock_file) if settings.clock_file else SystemClock())
    vault = vault_of(settings)
    ledger = Ledger(Database(settings.database_url), clock, vault)
    telephone = carrier_service.telephone(settings, twilio_http)
    access = mailbox_service.tokens(settings, ledger)
    couriers = _couriers(settings, ledger, telephone, mail or _mail(settings, access))
    live = carrier_service.live_calls(settings, twilio_http)
    watch = carrier_service.watch(settings, twilio_http)
    if live is not None:
        couriers[OutChannel.LIVE_CALL] = LiveCourier(ledger, live, settings.countries)
    chat_desk = Chat(ledger, settings.public_url)
    chat_of = chat_of or chat_service.of(settings)
    chat = chat_of(chat_desk) if chat_of is not None else None
    if chat is not None:
        couriers[OutChannel.CHAT] = ChatCourier(ledger, chat.sender, settings.public_url)
    name = f"{socket.gethostname()}:{os.getpid()}"
    sender = Sender(ledger, couriers, name, when_sent=handed_over)
    ledger.wake = sender.wake
    calls, sweeps = Calls(ledger, settings.countries), Sweeps(ledger)
    desks = carrier_service.desks(settings, ledger, calls)
    mail_desk = MailDoor(ledger)
    mailboxes = mailbox_service.of(settings, ledger, mail_desk, access)
    reader = Reader(settings.mail_auth_server)
    systems = systems_service.doors(settings, ledger)
    providers = identity_service.doors(settings, ledger)
    read = [each.name for each in mailbox_service.addresses(settings)]
    site = Site.over(
        settings,
        ledger,
        telephone,
        couriers,
        reader,
        systems,
        WRITER,
        *providers,
        mailboxes=read,
        demo=demo,
    )
    return Service(
        settings=settings,
        clock=clock,
        ledger=ledger,
        calls=calls,
        chat=chat_desk,
        mailbox=mail_desk,
        records=site.records,
        letterbox=site.letterbox,
        signing_in=site.signing_in,
        sweeps=sweeps,
        sender=sender,
        telephone=telephone,
        jobs=(
            outage_jobs.of_silent_calls(ledger, telephone, settings.worker_poll_seconds),
            *_jobs(settings, ledger, sweeps, couriers, watch),
            *mailbox_service.jobs(mailboxes),
            *mail_jobs.of_mails(
                ledger,
                reader,
                mail=OutChannel.EMAIL in couriers,
                mailboxes=read,
                every=settings.worker_poll_seconds,
            ),
            *record_service.jobs(ledger),
            *trail_service.jobs(settings, ledger, mail=OutChannel.EMAIL in couriers),
            *job_list.of_what_is_kept(ledger, telephone, settings.worker_poll_seconds),
            *chat_jobs.of_chat(ledger, chat, chat_desk, settings),
        ),
        listeners=(
            *chat_service.listeners(settings, chat, chat_desk),
            *mailbox_service.listeners(mailboxes),
        ),
        checks=asking_services.checkers(settings, ledger, twilio_http),
        make_app=lambda: _application(
            site,
            [carrier_service.doors(settings, desks), chat_service.doors(settings, chat)],
            extra_routers,
        ),
    )


def _couriers(
    settings: Settings, ledger: Ledger, telephone: Telephone | None, mail: MailSender | None
) -> dict[OutChannel, Courier]:
    """One for each channel that is on; rows of a channel that is off wait, and are shown."""
    couriers: dict[OutChannel, Courier] = {
        OutChannel.FOLDER: record_service.courier(ledger),
        OutChannel.WEBHOOK: systems_service.courier(settings, ledger),
    }
    if telephone is not None:
        couriers[OutChannel.SMS] = SmsCourier(ledger, telephone, settings.public_url)
        couriers[OutChannel.CALL] = CallCourier(ledger, telephone, settings.countries)
    if mail is not None:
        couriers[OutChannel.EMAIL] = MailCourier(ledger, mail, settings.public_url, WRITER)
    return couriers


def _mail(settings: Settings, access: AccessTokens | None) -> MailSender | None:
    if settings.smtp_url is None:
        return None
    url = settings.smtp_url.get_secret_value()
    return SmtpSender(url, certificate_file=settings.ssl_cert_file, tokens=access)


def _application(
    site: Site, doors: "Sequence[Doors | SlackDoors | None]", routers: "Sequence[APIRouter]"
) -> "FastAPI":
    from advice_line.web import app  # noqa: PLC0415 # see `Service.app`

    there = [each for each in doors if each is not None]
    made = app.create(site, routers, [each.routes for each in there])
    for each in there:
        each.open_in(made)
    return made


def _jobs(
    settings: Settings,
    ledger: Ledger,
    sweeps: Sweeps,
    channels: Collection[OutChannel],
    watch: CarrierWatch | None,
) -> tuple[Job, ...]:
    every = settings.worker_poll_seconds
    read = HttpCalendars(local=settings.rehearsal, certificate_file=settings.ssl_cert_file)
    jobs = (
        *job_list.of_calls(ledger, sweeps, every),
        *job_list.of_leaving(ledger, every),
        *job_list.of_the_watch(ledger, channels, every),
        job_list.calendars(ledger, read, every),
        *job_list.of_word(ledger, channels),
        *job_list.of_meetings(ledger),
        *job_list.of_the_audit(
            ledger,
            Manner.of(settings),
            settings.report_working_day,
            every,
            mail=OutChannel.EMAIL in channels,
        ),
        *job_list.of_digests(
            ledger,
            settings.small_number,
            settings.pack_working_days,
            mail=OutChannel.EMAIL in channels,
        ),
        *outage_jobs.of_outages(
            ledger,
            watch,
            mail=OutChannel.EMAIL in channels,
            every=every,
            spend_limit=settings.daily_spend_limit,
            rehearsal=settings.rehearsal,
        ),
    )
    if settings.heartbeat_url is None:
        return jobs
    return (job_list.pulse(ledger, partial(ping, settings.heartbeat_url)), *jobs)
