"""What the worker does, and how often. What each job does is its room's; all stand being done by
several workers at once."""

from collections.abc import Callable, Collection
from functools import partial

from advice_line.audit.appropriateness.reminding import Reminding
from advice_line.audit.facts.keeping import Facts
from advice_line.audit.figures.rolled_up import Figures
from advice_line.audit.reports.gathering import Manner
from advice_line.audit.reports.waiting import Monthly
from advice_line.data_life.running import Deleting
from advice_line.desk.alerting import ladder as alert_ladder
from advice_line.desk.due_rows import DueRows
from advice_line.desk.in_call import holding
from advice_line.desk.messages.copying import Copying
from advice_line.desk.owners.opening_again import OpeningAgain
from advice_line.desk.owners.owing import Owing
from advice_line.desk.owners.unclaimed import Unclaimed
from advice_line.desk.questions import ringing
from advice_line.desk.questions.recounting import Recounting
from advice_line.desk.receipts import ladder as receipt_ladder
from advice_line.desk.ring_back import keeping
from advice_line.desk.staff.passing import Passing
from advice_line.desk.sweeps import Sweeps
from advice_line.desk.tracers import asking
from advice_line.directory.guidance.reviewing import Reviewing
from advice_line.education.digest.drafting import Drafting
from advice_line.education.digest.quarters import Quarters
from advice_line.education.digest.waiting import Waiting
from advice_line.education.gaps.suggesting import Suggesting
from advice_line.education.gaps.telling import Telling
from advice_line.education.meetings.keeping_on import KeepingOn
from advice_line.jobs import Job
from advice_line.ledger import upkeep
from advice_line.ledger.work import Ledger
from advice_line.outgoing_kinds import OutChannel
from advice_line.ports.calendars import CalendarReader
from advice_line.ports.calls import Telephone
from advice_line.staffing.exchange.source_reading import SourceReading
from advice_line.staffing.pulse import Pulse
from advice_line.staffing.swaps.swapping import Swapping
from advice_line.staffing.watching.forgetting import Forgetting
from advice_line.staffing.watching.gap_notices import GapNotices
from advice_line.staffing.watching.looking import Looking
from advice_line.staffing.watching.reachability import Reachability
from advice_line.staffing.watching.short_notice import ShortNotice
from advice_line.trust import sign_in_changes

PULSE_SECONDS = 60.0
# A change of the rota is looked through within this time, whoever made it and how.
LOOK_SECONDS = 5.0
# How often a calendar whose time has come is looked for.
READ_SECONDS = 10.0
EVERY_NIGHT = "30 2 * * *"
AFTER_IT = "50 2 * * *"
ON_WORKING_DAYS = "15 8 * * mon-fri"
LAST_OF_ALL = "20 3 * * *"
FIGURES, REPORTS = "audit_figures", "audit_reports"
EVERY_HOUR, AFTER_THE_HOUR = "2 * * * *", "7 * * * *"


def of_calls(ledger: Ledger, sweeps: Sweeps, every: float) -> tuple[Job, ...]:
    recount, seldom = Recounting(ledger).recount, max(every, LOOK_SECONDS)
    of_rows = {
        "ring_backs": keeping.keeping(ledger),
        "question_rings": ringing.ringing(ledger),
        "receipts": receipt_ladder.climbing(ledger),
        "tracers": asking.asking(ledger),
        "alerts": alert_ladder.climbing(ledger),
        "holds": holding.ending(ledger),
    }
    return (
        Job(name="tasks", run=sweeps.climb_tasks, every_seconds=every, next_due=sweeps.next_task),
        Job(
            name="promises",
            run=sweeps.break_promises,
            every_seconds=every,
            next_due=sweeps.next_promise,
        ),
        *(_of_rows(name, rows, every) for name, rows in of_rows.items()),
        Job(name="question_clocks", run=recount, every_seconds=seldom),
        Job(name="trail", run=partial(upkeep.chain_trail, ledger), every_seconds=every),
    )


def _of_rows(name: str, rows: DueRows, every: float) -> Job:
    return Job(name=name, run=rows.sweep, every_seconds=every, next_due=rows.next_due)


def of_the_watch(ledger: Ledger, channels: Collection[OutChannel], every: float) -> tuple[Job, ...]:
    """`channels` are those by which messages can leave."""
    look = Looking(ledger, channels)
    notices = GapNotices(ledger, mail=OutChannel.EMAIL in channels)
    reach = Reachability(ledger, channels)
    seldom = max(every, LOOK_SECONDS)
    return (
        Job(name="rota_night", run=look.nightly, cron=EVERY_NIGHT),
        Job(name="rota_forgotten", run=Forgetting(ledger).forget, cron=AFTER_IT),
        Job(name="rota_changes", run=look.at_changes, every_seconds=seldom),
        Job(name="rota_offers", run=ShortNotice(ledger).offer, every_seconds=seldom),
        Job(name="rota_notices", run=notices.tell, every_seconds=every, next_due=notices.next_due),
        Job(name="reach_asked", run=reach.ask, every_seconds=seldom, next_due=reach.next_due),
        Job(name="reach_unanswered", run=reach.alarm, every_seconds=seldom),
    )


def of_leaving(ledger: Ledger, every: float) -> tuple[Job, ...]:
    """Shifts that are given away, queries offered to colleagues, what passes on when somebody has
    left, and what is promised anew when the line opens sooner than was said, or when nobody is on
    in time."""
    swaps, owing, passing = Swapping(ledger), Owing(ledger), Passing(ledger)
    anew = OpeningAgain(ledger).promise_anew
    seldom = max(every, LOOK_SECONDS)
    return (
        Job(name="pass_ons", run=passing.run_out, every_seconds=every, next_due=passing.next_due),
        Job(name="left_questions", run=passing.leave, every_seconds=seldom),
        Job(name="swaps", run=swaps.move_on, every_seconds=every, next_due=swaps.next_due),
        Job(name="owed", run=owing.pass_on, every_seconds=seldom, next_due=owing.next_due),
        Job(name="opened_again", run=anew, every_seconds=seldom),
        Job(name="unclaimed", run=Unclaimed(ledger).promise_anew, every_seconds=seldom),
    )


def of_what_is_kept(ledger: Ledger, telephone: Telephone | None, every: float) -> tuple[Job, ...]:
    """What callers said: copied from the carrier, deleted there, and here when its time is up.
    Whatever else has had its time goes every night, and the receipt of all of it is closed."""
    copying = Copying(ledger, telephone)
    return (
        Job(name="sounds", run=copying.copy, every_seconds=every, next_due=copying.next_due),
        Job(name="old_sounds", run=copying.delete, every_seconds=max(every, PULSE_SECONDS)),
        Job(name="retention", run=Deleting(ledger).nightly, cron=LAST_OF_ALL),
    )


def of_meetings(ledger: Ledger) -> tuple[Job, ...]:
    """Dates are planned before people are invited to them; both when a working day begins, as is
    what somebody was given to do."""
    on = KeepingOn(ledger)
    return (
        Job(name="meetings_planned", run=on.plan, cron=AFTER_IT),
        Job(name="meeting_invitations", run=on.invite, cron=ON_WORKING_DAYS),
        Job(name="meeting_actions", run=on.remind, cron=ON_WORKING_DAYS),
    )


def of_digests(
    ledger: Ledger, small_number: int, pack_working_days: int, *, mail: bool
) -> tuple[Job, ...]:
    """What practices hear of is drafted when a month is over; on working days somebody is told of
    what waits for them, where `mail` can leave."""
    drafts, waiting = Drafting(ledger, small_number), Waiting(ledger, pack_working_days)
    gaps = Job(name="guidance_gaps", run=Suggesting(ledger, small_number).look, cron=AFTER_IT)
    draft = Job(name="digest_drafts", run=drafts.draft, cron=AFTER_IT)
    if not mail:
        return draft, gaps
    return (
        draft,
        gaps,
        Job(name="pack_ahead", run=waiting.packs, cron=ON_WORKING_DAYS),
        Job(name="case_chasers", run=waiting.chase, cron=ON_WORKING_DAYS),
        Job(name="digest_reminders", run=drafts.remind, cron=ON_WORKING_DAYS),
        Job(name="quarter_letters", run=Quarters(ledger).remind, cron=ON_WORKING_DAYS),
        Job(name="gaps_told", run=Telling(ledger).tell, cron=ON_WORKING_DAYS),
    )


def of_the_audit(
    ledger: Ledger, manner: Manner, report_working_day: int, every: float, *, mail: bool
) -> tuple[Job, ...]:
    """Facts before the figures that are made of them. What is made anew because a definition has
    changed is made a little at a time, beside whatever else there is to do."""
    facts, figures = Facts(ledger), Figures(ledger, manner.small)
    monthly = Monthly(ledger, manner, report_working_day, mail=mail)
    told = Job(name="sampled_reviews", run=Reminding(ledger).tell, cron=ON_WORKING_DAYS)
    return (
        *((told,) if mail else ()),
        Job(name="audit_rebuilt", run=facts.rebuild, every_seconds=max(every, LOOK_SECONDS)),
        Job(name="audit_facts", run=facts.keep, cron=EVERY_HOUR),
        Job(name="audit_look_again", run=figures.look_again, cron=EVERY_NIGHT),
        Job(name=FIGURES, run=figures.keep, cron=AFTER_THE_HOUR),
        Job(name=REPORTS, run=monthly.make, cron=ON_WORKING_DAYS),
    )


def of_word(ledger: Ledger, channels: Collection[OutChannel]) -> tuple[Job, ...]:
    """Owners hear of the pages that are due for review, when a working day begins. Where no mail
    can leave, what is mailed to somebody about their sign-in does not wait for one."""
    reviews = Job(name="guidance_reviews", run=Reviewing(ledger).remind, cron=ON_WORKING_DAYS)
    if OutChannel.EMAIL in channels:
        return (reviews,)
    run = partial(sign_in_changes.set_aside, ledger)
    return reviews, Job(name="sign_in_unmailed", run=run, every_seconds=PULSE_SECONDS)


def calendars(ledger: Ledger, reader: CalendarReader, every: float) -> Job:
    """Those elsewhere that are duty here."""
    sources = SourceReading(ledger, reader)
    seldom = max(every, READ_SECONDS)
    return Job(
        name="calendars", run=sources.read_due, every_seconds=seldom, next_due=sources.next_due
    )


def pulse(ledger: Ledger, ping: Callable[[], None]) -> Job:
    return Job(name="pulse", run=Pulse(ledger, ping).beat, every_seconds=PULSE_SECONDS)
