"""The trail's head of each day: made at night, sent to where the settings say, and watched."""

from advice_line.desk.guards.trail_heads import TrailHeads
from advice_line.jobs import Job
from advice_line.ledger.work import Ledger
from advice_line.record_service import FOLDER
from advice_line.settings import Settings

EACH_NIGHT = "5 0 * * *"
PUT_SECONDS = 60.0


def jobs(settings: Settings, ledger: Ledger, *, mail: bool) -> tuple[Job, ...]:
    """`mail` says whether mail can leave."""
    address = settings.trail_head_email if mail else None
    heads = TrailHeads(ledger, FOLDER, settings.trail_head_folder, address)
    alarm = heads.alarm()
    return (
        Job(name="trail_head", run=heads.make, cron=EACH_NIGHT),
        Job(name="trail_heads_sent", run=heads.put, every_seconds=PUT_SECONDS),
        Job(name="trail_heads_unsent", run=alarm.look, every_seconds=PUT_SECONDS),
    )
