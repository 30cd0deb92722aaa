"""What the pages are given: the doors behind them, and how this deployment is reached."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from advice_line.audit.appropriateness.doors import AppropriatenessDoors
from advice_line.audit.imaging.keeping import KeepingImaging
from advice_line.audit.shown.doors import AuditDoors
from advice_line.clock import Clock
from advice_line.data_life.doors import DataDoors
from advice_line.desk.alerting.box import AlertBox
from advice_line.desk.alerting.door import Alerts
from advice_line.desk.alerting.report_door import Reports
from advice_line.desk.asking.devices_door import AskersDevices
from advice_line.desk.asking.form import AskingByForm
from advice_line.desk.asking.local_guidance import LocalGuidance
from advice_line.desk.asking.own_page import OwnQuestions
from advice_line.desk.countersigning.door import Countersigning
from advice_line.desk.factors.ending import EndingSignIns
from advice_line.desk.factors.keeping import KeepingSignIn
from advice_line.desk.factors.signing_in import ByFactors
from advice_line.desk.glass.door import Glass
from advice_line.desk.in_call.during import DuringCalls
from advice_line.desk.in_call.hearing import Recorded
from advice_line.desk.interruptions.quiet_windows import QuietWindows
from advice_line.desk.mailbox.clearing import Clearing
from advice_line.desk.mailbox.whole import WholeMails
from advice_line.desk.messages.answering import TextAnswers
from advice_line.desk.messages.voicemail import Voicemail
from advice_line.desk.outage.doors import ServiceDoors
from advice_line.desk.owners.owing import Owing
from advice_line.desk.practice.doors import PracticeDoors
from advice_line.desk.published.facts import Facts
from advice_line.desk.published.front import Front
from advice_line.desk.published.watching import Watching
from advice_line.desk.receipts.letterbox import Letterbox
from advice_line.desk.receipts.spoken import Spoken
from advice_line.desk.signing_in import SigningIn
from advice_line.desk.staff.attached import Attached
from advice_line.desk.staff.conversing import Conversing
from advice_line.desk.staff.delaying import Delaying
from advice_line.desk.staff.finding import Finding
from advice_line.desk.staff.finding_practices import FindingPractices
from advice_line.desk.staff.letter_files import LetterFiles
from advice_line.desk.staff.office import Office
from advice_line.desk.staff.passing import Passing
from advice_line.desk.staff.records import Records
from advice_line.desk.staff.today import Today
from advice_line.desk.staff.unacknowledged import UnreadList
from advice_line.desk.staff.undelivered import Undelivered
from advice_line.desk.staff.worklist import Worklist
from advice_line.desk.staff.worth import Worth
from advice_line.desk.systems.doors import SystemDoors
from advice_line.desk.tracers.doors import TracerDoors
from advice_line.desk.trail.reading import TrailReading
from advice_line.desk.welcome.door import Welcome
from advice_line.directory.guidance.feedback import GuidanceFeedbackDoor
from advice_line.directory.guidance.keeping import KeepingGuidance
from advice_line.directory.guidance.reading import ReadingGuidance
from advice_line.directory.imports.door import ImportingOrganisations
from advice_line.directory.kept.corrections import PracticeCorrections
from advice_line.directory.kept.door import KeepingDirectory
from advice_line.directory.liaison import LiaisonLog
from advice_line.directory.people.appointing import AppointingPeople
from advice_line.directory.people.door import KeepingPeople
from advice_line.directory.people.held_roles import SeeingRoles
from advice_line.directory.waits.keeping import KeepingWaits
from advice_line.education.cases.library import Library
from advice_line.education.certificates.doors import CreditDoors
from advice_line.education.digest.doors import DigestDoors
from advice_line.education.finding.doors import LibraryDoors
from advice_line.education.meetings.doors import MeetingDoors
from advice_line.education.shelf import Shelf
from advice_line.ledger.vault import Vault
from advice_line.ledger.work import Ledger
from advice_line.outgoing_kinds import OutChannel
from advice_line.ports.calls import Telephone
from advice_line.ports.identity import IdentityProvider
from advice_line.ports.inbound_mail import MailReader
from advice_line.ports.letter_document import DocumentWriter
from advice_line.settings import Settings
from advice_line.staffing.exchange.doors import ExchangeDoors
from advice_line.staffing.plans.planning import Planning
from advice_line.staffing.rostering.roster import Roster
from advice_line.staffing.swaps.swapping import Swapping
from advice_line.staffing.watching.watch import Watch
from advice_line.trust.passkeys import Party
from advice_line.trust.provider_sign_in import ProviderSignIn
from advice_line.trust.refusals import TurnedAway
from advice_line.web.rates import Rates
from advice_line.web.webhook_times import WebhookTimes


@dataclass(frozen=True)
class Site:
    """`channels` are those by which messages can leave. `public_url` is where people reach us, and
    `https` says whether by that. Cookies are then `secure`, but for localhost, whose clients would
    not send such a cookie back. What `proxies` say of who connected to them is believed. In the
    `demo` anybody may be anybody."""

    clock: Clock
    vault: Vault
    facts: Facts
    front: Front
    records: Records
    worth: Worth
    conversing: Conversing
    delaying: Delaying
    passing: Passing
    attached: Attached
    worklist: Worklist
    today: Today
    finding: Finding
    letter_files: LetterFiles
    writer: DocumentWriter
    quiet: QuietWindows
    during_calls: DuringCalls
    recorded: Recorded
    countersigning: Countersigning
    voicemail: Voicemail
    text_answers: TextAnswers
    letterbox: Letterbox
    alerts: Alerts
    reports: Reports
    alert_box: AlertBox
    asking: AskingByForm
    own_questions: OwnQuestions
    askers_devices: AskersDevices
    practice: PracticeDoors
    tracers: TracerDoors
    guidance: LocalGuidance
    welcome: Welcome
    liaison: LiaisonLog
    reading_guidance: ReadingGuidance
    keeping_guidance: KeepingGuidance
    guidance_feedback: GuidanceFeedbackDoor
    spoken: Spoken
    signing_in: SigningIn
    hospital: ProviderSignIn
    by_factors: ByFactors
    keeping_sign_in: KeepingSignIn
    ending_sign_ins: EndingSignIns
    office: Office
    glass: Glass
    undelivered: Undelivered
    unread_list: UnreadList
    finding_practices: FindingPractices
    clearing: Clearing
    whole_mails: WholeMails
    service: ServiceDoors
    owing: Owing
    watching: Watching
    library: Library
    appropriateness: AppropriatenessDoors
    shelf: Shelf
    cases: LibraryDoors
    meetings: MeetingDoors
    credit: CreditDoors
    digests: DigestDoors
    audit: AuditDoors
    roster: Roster
    swapping: Swapping
    exchange: ExchangeDoors
    planning: Planning
    rota_watch: Watch
    waits: KeepingWaits
    imaging: KeepingImaging
    directory: KeepingDirectory
    importing: ImportingOrganisations
    people: KeepingPeople
    appointing: AppointingPeople
    held_roles: SeeingRoles
    practice_corrections: PracticeCorrections
    trail: TrailReading
    turned_away: TurnedAway
    systems: SystemDoors
    data_life: DataDoors
    rates: Rates
    webhook_times: WebhookTimes
    channels: frozenset[OutChannel]
    public_url: str
    proxies: tuple[str, ...]
    https: bool
    secure: bool
    rehearsal: bool
    demo: bool

    @classmethod
    def over(
        cls,
        settings: Settings,
        ledger: Ledger,
        telephone: Telephone | None,
        channels: Iterable[OutChannel],
        reader: MailReader,
        systems: SystemDoors,
        writer: DocumentWriter,
        hospital: ProviderSignIn,
        practices: IdentityProvider | None = None,
        *,
        mailboxes: Iterable[str] = (),
        demo: bool = False,
    ) -> Self:
        """Every door over this ledger; `channels` are those by which messages can leave,
        `practices` is where their people sign on, `mailboxes` names those that are read."""
        mails = OutChannel.EMAIL in (on := tuple(channels))
        return cls(
            clock=ledger.clock,
            vault=ledger.vault,
            facts=Facts(ledger),
            front=Front(ledger),
            records=Records(ledger),
            worth=Worth(ledger),
            conversing=Conversing(ledger),
            delaying=Delaying(ledger),
            passing=Passing(ledger),
            attached=Attached(ledger),
            worklist=Worklist(ledger),
            today=Today(ledger),
            finding=Finding(ledger),
            letter_files=LetterFiles(ledger),
            writer=writer,
            quiet=QuietWindows(ledger),
            during_calls=DuringCalls(ledger),
            recorded=Recorded(ledger),
            countersigning=Countersigning(ledger),
            voicemail=Voicemail(ledger, telephone),
            text_answers=TextAnswers(ledger),
            letterbox=Letterbox(ledger),
            alerts=Alerts(ledger),
            reports=Reports(ledger),
            alert_box=AlertBox(ledger),
            asking=AskingByForm(ledger, mails=mails),
            own_questions=OwnQuestions(ledger),
            askers_devices=AskersDevices(ledger),
            practice=PracticeDoors.over(ledger, Party.of(settings.public_url), practices),
            tracers=TracerDoors.over(ledger),
            welcome=Welcome(ledger, settings.public_url, mails=mails),
            liaison=LiaisonLog(ledger),
            guidance=LocalGuidance(ledger, settings.guidance_audience),
            reading_guidance=ReadingGuidance(ledger, settings.guidance_audience),
            keeping_guidance=KeepingGuidance(
                ledger, settings.guidance_audience, settings.small_number
            ),
            guidance_feedback=GuidanceFeedbackDoor(ledger, settings.guidance_audience),
            spoken=Spoken(ledger),
            signing_in=SigningIn(ledger),
            hospital=hospital,
            by_factors=ByFactors(ledger, Party.of(settings.public_url)),
            keeping_sign_in=KeepingSignIn(ledger, Party.of(settings.public_url)),
            ending_sign_ins=EndingSignIns(ledger),
            office=Office(ledger),
            glass=Glass(ledger, mails=mails),
            undelivered=Undelivered(ledger),
            unread_list=UnreadList(ledger),
            finding_practices=FindingPractices(ledger),
            clearing=Clearing(ledger, reader),
            whole_mails=WholeMails(ledger, reader),
            service=ServiceDoors.over(ledger),
            owing=Owing(ledger),
            watching=Watching(ledger, on, tuple(mailboxes)),
            library=Library(ledger, settings.small_number),
            appropriateness=AppropriatenessDoors.over(ledger, settings.small_number),
            shelf=Shelf.over(ledger, settings),
            cases=LibraryDoors.over(ledger, settings.small_number),
            meetings=MeetingDoors.over(ledger),
            credit=CreditDoors.over(ledger, settings.certificate_sentence, settings.small_number),
            digests=DigestDoors.over(ledger, settings.small_number, mails=mails),
            audit=AuditDoors.over(ledger, settings),
            roster=Roster(ledger),
            swapping=Swapping(ledger),
            exchange=ExchangeDoors.over(ledger, rehearsal=settings.rehearsal),
            planning=Planning(ledger, settings.unsocial),
            rota_watch=Watch(ledger),
            waits=KeepingWaits(ledger),
            imaging=KeepingImaging(ledger),
            directory=KeepingDirectory(ledger, settings.directory_stale_months),
            importing=ImportingOrganisations(ledger),
            people=KeepingPeople(ledger, texts=OutChannel.SMS in on),
            appointing=AppointingPeople(ledger),
            held_roles=SeeingRoles(ledger),
            practice_corrections=PracticeCorrections(ledger),
            trail=TrailReading(ledger),
            turned_away=TurnedAway(ledger),
            systems=systems,
            data_life=DataDoors.over(ledger),
            rates=Rates(0 if demo else settings.requests_a_minute),
            webhook_times=WebhookTimes(),
            channels=frozenset(on),
            public_url=settings.public_url,
            proxies=settings.proxies,
            https=settings.public_url.startswith("https:"),
            secure=not settings.local,
            rehearsal=settings.rehearsal,
            demo=demo,
        )
