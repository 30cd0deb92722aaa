"""What staff say of an issued report on the page of its query: that they differ, that its addendum
exists, that no alert is needed."""

from functools import partial

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.errors import Invalid
from advice_line.web import query
from advice_line.web.access import Here, Posted

router = APIRouter()


@router.post("/desk/{reference}/differs")
def differs(visit: Here, reference: str, form: Posted) -> Response:
    """From the issued report. Where that changes management, the alert is started next."""
    try:
        changes = visit.site.reports.differ(visit.actor, reference, form, visit.key(form))
    except Invalid as error:
        return query.page(visit, reference, status=422, problems=error.problems, typed=form)
    return visit.go(f"/alerts/new?about={reference}" if changes else f"/desk/{reference}#kept")


@router.post("/desk/{reference}/addendum")
def addendum(visit: Here, reference: str, form: Posted) -> Response:
    exists = partial(visit.site.reports.addendum, visit.actor, reference, form, visit.key(form))
    return query.acted(visit, reference, form, exists)


@router.post("/desk/{reference}/no-alert")
def no_alert(visit: Here, reference: str, form: Posted) -> Response:
    none = partial(visit.site.reports.no_alert, visit.actor, reference, form, visit.key(form))
    return query.acted(visit, reference, form, none)
