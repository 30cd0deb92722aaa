"""The owner of a written question promises its asker a later answer."""

from datetime import datetime
from functools import partial

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.desk.questions import delays
from advice_line.desk.questions.delays import Wanted
from advice_line.web import query
from advice_line.web.access import Here, Posted

router = APIRouter()


@router.post("/desk/{reference}/later")
def promise(visit: Here, reference: str, form: Posted) -> Response:
    wanted = Wanted(
        until=_read(form.get(delays.UNTIL, "")),
        reason=form.get(delays.REASON, ""),
        words=form.get(delays.SAID, ""),
    )
    put_off = partial(visit.site.delaying.promise, visit.actor, reference, wanted, visit.key(form))
    return query.acted(visit, reference, form, put_off)


def _read(text: str) -> datetime | None:
    """A wall-clock time, as browsers give it."""
    try:
        read = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return read.replace(second=0, microsecond=0) if read.tzinfo is None else None
