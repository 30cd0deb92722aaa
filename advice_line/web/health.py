"""What monitors ask: alive, ready, and numbers in Prometheus' text format. No patient data."""

from collections.abc import Iterator, Mapping

from fastapi import APIRouter
from starlette.responses import JSONResponse, PlainTextResponse, Response

from advice_line.desk.published.watching import Readiness, Standing
from advice_line.web.access import Here

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
    lines = "\n".join(_lines(visit.site.watching.standing()))
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


def _lines(standing: Standing) -> Iterator[str]:
    now = standing.now
    yield from _gauge(
        "work_due", "What a worker would do now; 0 when drained.", sum(standing.due.values())
    )
    yield from _gauges("work_due_by", "The same by what it is.", "kind", standing.due)
    yield from _gauges("queries", "Queries by state.", "state", standing.queries)
    yield from _gauges("outgoing", "Outgoing messages by state.", "state", standing.outgoing)
    yield from _gauges("answers", "Written questions by their target.", "target", standing.answers)
    yield from _gauge("unwritten_records", "Calls whose advice is not written.", standing.unwritten)
    yield from _gauges("rota_findings", "What is wrong on the rotas.", "kind", standing.wrong)
    alarms = {kind.value: count for kind, count in standing.alarms.items()}
    yield from _gauges("alarms", "What stands wrong with the service.", "kind", alarms)
    oldest = standing.oldest_unclaimed
    waiting = (now - oldest).total_seconds() if oldest else 0
    yield from _gauge("oldest_unclaimed_seconds", "Age of the oldest nobody has.", waiting)
    if standing.heartbeat is not None:
        age = (now - standing.heartbeat).total_seconds()
        yield from _gauge("worker_heartbeat_age_seconds", "Since a worker's last pass.", age)


def _gauge(name: str, says: str, value: float) -> Iterator[str]:
    yield from _head(name, says)
    yield f"advice_line_{name} {value:g}"


def _gauges(name: str, says: str, label: str, values: Mapping[str, int]) -> Iterator[str]:
    yield from _head(name, says)
    for key in sorted(values):
        yield f'advice_line_{name}{{{label}="{key}"}} {values[key]}'


def _head(name: str, says: str) -> Iterator[str]:
    yield f"# HELP advice_line_{name} {says}"
    yield f"# TYPE advice_line_{name} gauge"
