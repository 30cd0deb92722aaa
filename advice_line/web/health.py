"""What monitors ask: alive, ready, and numbers in Prometheus' text format. No patient data."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from fastapi import APIRouter
from starlette.responses import JSONResponse, PlainTextResponse, Response

from advice_line.audit.shown.watched import AuditStanding
from advice_line.desk.published.watching import Readiness, Standing
from advice_line.web.access import Here
from advice_line.web.webhook_times import BOUNDS, Times

router = APIRouter()
METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@router.get("/healthz")
def alive(_visit: Here) -> Response:
    return PlainTextResponse("ok\n")


@router.get("/readyz")
def ready(visit: Here) -> Response:
    found = visit.site.watching.readiness()
    return JSONResponse(_answers(found), status_code=200 if found.ready else 503)


@router.get("/metrics")
def metrics(visit: Here) -> Response:
    site = visit.site
    standing, audit = site.watching.standing(), site.audit.watching.standing()
    lines = "\n".join(_lines(standing, audit, site.webhook_times.by_kind()))
    return PlainTextResponse(f"{lines}\n", media_type=METRICS_TYPE)


def _answers(found: Readiness) -> dict[str, str]:
    if not found.database:
        unknown = dict.fromkeys(("migrations", "worker", "alarms"), "unknown")
        return {"database": "away", **unknown}
    silent = "silent" if found.heartbeat else "never seen"
    return {
        "database": "ok",
        "migrations": "ok" if found.migrations else "missing",
        "worker": "ok" if found.worker else silent,
        "alarms": ", ".join(found.alarms) or "none",
    }


def _lines(standing: Standing, audit: AuditStanding, times: Mapping[str, Times]) -> Iterator[str]:
    yield from _waiting(standing)
    yield from _counted(standing)
    yield from _audited(audit)
    yield from _histogram(times)


def _waiting(standing: Standing) -> Iterator[str]:
    due, outbox = standing.due, standing.outbox
    counts = due.counts
    yield from _gauge(
        "work_due", "What a worker would do now; 0 when drained.", sum(counts.values())
    )
    yield from _gauges("work_due_by", "The same by what it is.", "kind", counts)
    lag = due.lag.total_seconds()
    yield from _gauge("work_lag_seconds", "How long the oldest of what is due has been due.", lag)
    yield from _gauge("outbox_waiting", "Messages that should have left.", outbox.waiting)
    oldest = outbox.oldest.total_seconds()
    yield from _gauge(
        "outbox_oldest_seconds", "For how long the oldest of them should have.", oldest
    )
    yield from _gauge("open_lines", "Lines that are open now.", standing.open_lines)
    waiting = _age(standing, standing.oldest_unclaimed)
    yield from _gauge("oldest_unclaimed_seconds", "Age of the oldest nobody has.", waiting)
    if standing.heartbeat is not None:
        age = _age(standing, standing.heartbeat)
        yield from _gauge("worker_heartbeat_age_seconds", "Since a worker's last pass.", age)
    if standing.mail_read is not None:
        age = _age(standing, standing.mail_read)
        yield from _gauge("mailbox_read_age_seconds", "Since a mailbox was read, the worst.", age)


def _counted(standing: Standing) -> Iterator[str]:
    yield from _gauges("queries", "Queries by state.", "state", standing.queries)
    yield from _gauges("outgoing", "Outgoing messages by state.", "state", standing.outgoing)
    yield from _gauges("answers", "Written questions by their target.", "target", standing.answers)
    yield from _gauge("unwritten_records", "Calls whose advice is not written.", standing.unwritten)
    yield from _gauges("rota_findings", "What is wrong on the rotas.", "kind", standing.wrong)
    alarms = {kind.value: count for kind, count in standing.alarms.items()}
    yield from _gauges("alarms", "What stands wrong with the service.", "kind", alarms)


def _audited(audit: AuditStanding) -> Iterator[str]:
    says = "Figures of the audit that are to be counted."
    yield from _gauge("audit_figures_waiting", says, audit.waiting)
    if audit.read_until is not None:
        age = _age(audit, audit.read_until)
        yield from _gauge("audit_facts_age_seconds", "Since facts were made for the audit.", age)
    if audit.reported is not None:
        age = _age(audit, audit.reported)
        yield from _gauge(
            "audit_report_age_seconds", "Since a line was reported of, the worst.", age
        )


def _age(standing: Standing | AuditStanding, since: datetime | None) -> float:
    return (standing.now - since).total_seconds() if since else 0


def _gauge(name: str, says: str, value: float) -> Iterator[str]:
    yield from _head(name, says)
    # As it is: "%g" would round a day's seconds.
    yield f"advice_line_{name} {value:.15g}"


def _gauges(name: str, says: str, label: str, values: Mapping[str, int]) -> Iterator[str]:
    yield from _head(name, says)
    for key in sorted(values):
        yield f'advice_line_{name}{{{label}="{key}"}} {values[key]}'


def _histogram(times: Mapping[str, Times]) -> Iterator[str]:
    says = "How long vendors waited for this process's answer."
    yield from _head("webhook_seconds", says, "histogram")
    for kind, each in sorted(times.items()):
        of_kind = f'advice_line_webhook_seconds_{{}}{{{{kind="{kind}"{{}}}}}} {{:.15g}}'
        for bound, count in (*zip(BOUNDS, each.up_to, strict=True), ("+Inf", each.count)):
            yield of_kind.format("bucket", f',le="{bound}"', count)
        yield of_kind.format("sum", "", each.seconds)
        yield of_kind.format("count", "", each.count)


def _head(name: str, says: str, kind: str = "gauge") -> Iterator[str]:
    yield f"# HELP advice_line_{name} {says}"
    yield f"# TYPE advice_line_{name} {kind}"
