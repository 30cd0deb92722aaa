"""What a browser remembers of who asks in it, and that it forgets them."""

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.rules import ask_form, labels
from advice_line.web import asker
from advice_line.web.access import Here, Posted
from advice_line.web.asker import Asking

router = APIRouter()
PLACE = "/you"


@router.get(PLACE)
def you(visit: Here, who: Asking) -> Response:
    found = visit.site.askers_devices.look(visit.actor, who.device)
    said = dict(found.fields)
    if "requester_role" in said:
        said["requester_role"] = labels.REQUESTER_ROLES.get(
            said["requester_role"], said["requester_role"]
        )
    return visit.page(
        "requester/you.html",
        now=found.now,
        said=[(ask_form.LABELS[name], said[name]) for name in ask_form.OF_ASKER if name in said],
        devices=found.devices,
        form_token=visit.form_token(),
    )


@router.post(PLACE)
def forget(visit: Here, form: Posted, who: Asking) -> Response:
    this = visit.site.askers_devices.forget(visit.actor, who.device, form.get("device", ""))
    answer = visit.go(PLACE)
    if this:
        asker.forget(visit, answer)
    return answer
