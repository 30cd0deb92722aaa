"""What the worker does about the service's own outages, and how often; all stand being done by
several workers at once."""

from advice_line.desk.guards.alarms import Alarms
from advice_line.desk.outage.line_checks import MorningCalls
from advice_line.desk.outage.list_reading import ListReading
from advice_line.jobs import Job
from advice_line.ledger.work import Ledger
from advice_line.ports.carrier_watch import CarrierWatch

# How often it is looked whether a reading has come due (`rules/list_reading.EVERY`).
LOOK_SECONDS = 30.0
PLACE_SECONDS = 5.0
AT_NIGHT = "10 2 * * *"


def of_outages(
    ledger: Ledger, watch: CarrierWatch | None, *, mail: bool, every: float
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
        alarms,
    )
