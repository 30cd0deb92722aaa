"""The owner of a written question promises its asker a later answer."""

from datetime import datetime

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.desk.questions import delays
from advice_line.desk.questions.delays import Wanted
from advice_line.errors import Invalid
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
    try:
        visit.site.delaying.promise(visit.actor, reference, wanted, visit.key(form))
    except Invalid as error:
        return query.page(visit, reference, status=422, problems=error.problems, typed=form)
    return visit.go(f"/desk/{reference}")


def _read(text: str) -> datetime | None:
    """A wall-clock time, as browsers give it."""
    try:
        read = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return read.replace(second=0, microsecond=0) if read.tzinfo is None else None
