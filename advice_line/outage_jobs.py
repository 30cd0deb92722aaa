"""What the worker does about the service's own outages, and how often; all stand being done by
several workers at once."""

from collections.abc import Iterator
from decimal import Decimal

from advice_line.desk.guards.alarms import Alarms
from advice_line.desk.guards.spending import Spending
from advice_line.desk.outage.fallbacks import Fallbacks
from advice_line.desk.outage.line_checks import MorningCalls
from advice_line.desk.outage.list_reading import ListReading
from advice_line.desk.outage.silent_calls import SilentCalls
from advice_line.jobs import Job
from advice_line.ledger.work import Ledger
from advice_line.ports.calls import Telephone
from advice_line.ports.carrier_watch import CarrierWatch

# How often it is looked whether a reading has come due (`rules/list_reading.EVERY`).
LOOK_SECONDS = 30.0
# How often a call without news is looked for among those whose time to ask has come.
ASK_AFTER_SECONDS = 10.0
PLACE_SECONDS = 5.0
SPEND_SECONDS = 600.0
EACH_HOUR = "17 * * * *"
AT_NIGHT = "10 2 * * *"


def of_outages(
    ledger: Ledger,
    watch: CarrierWatch | None,
    *,
    mail: bool,
    every: float,
    spend_limit: Decimal | None,
    rehearsal: bool,
) -> tuple[Job, ...]:
    """Without `watch` there is no telephone, and nothing to ask it."""
    alarms = Job(name="alarms", run=Alarms(ledger, mail=mail).tell, every_seconds=every)
    if watch is None:
        return (alarms,)
    reading, morning = ListReading(ledger, watch.lists), MorningCalls(ledger, watch.caller)
    return (
        Job(name="test_calls", run=morning.place, every_seconds=max(every, PLACE_SECONDS)),
        Job(
            name="test_calls_judged",
            run=morning.judge,
            every_seconds=every,
            next_due=morning.next_due,
        ),
        Job(name="carrier_lists", run=reading.read_due, every_seconds=max(every, LOOK_SECONDS)),
        Job(name="carrier_lists_night", run=reading.read_at_night, cron=AT_NIGHT),
        *_fallbacks(ledger, watch, rehearsal=rehearsal),
        *_spending(ledger, watch, spend_limit),
        alarms,
    )


def of_silent_calls(ledger: Ledger, telephone: Telephone | None, every: float) -> Job:
    silent = SilentCalls(ledger, telephone)
    return Job(
        name="silent_calls",
        run=silent.ask,
        every_seconds=max(every, ASK_AFTER_SECONDS),
        next_due=silent.next_due,
    )


def _fallbacks(ledger: Ledger, watch: CarrierWatch, *, rehearsal: bool) -> Iterator[Job]:
    """They lie elsewhere, where a rehearsal may not look."""
    if not rehearsal:
        yield Job(name="fallbacks", run=Fallbacks(ledger, watch.documents).look, cron=EACH_HOUR)


def _spending(ledger: Ledger, watch: CarrierWatch, limit: Decimal | None) -> Iterator[Job]:
    if limit is not None:
        spending = Spending(ledger, watch.usage.today, limit)
        yield Job(name="spending", run=spending.look, every_seconds=SPEND_SECONDS)
