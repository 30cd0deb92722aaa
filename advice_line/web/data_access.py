"""What is kept of whoever asks: looked over, and taken away as one file sealed with the passphrase
that is typed here. Whose it is stands in the body of a post alone, and in no address (H07)."""

from collections.abc import Mapping, Sequence
from io import BytesIO

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.data_kinds import ErasureKind
from advice_line.data_life.accessing import Found, file_name
from advice_line.errors import Invalid, Problem
from advice_line.ledger.backups.age_file import Sealing
from advice_line.trust import passwords
from advice_line.web import labels
from advice_line.web.access import Here, Posted, Visit

router = APIRouter()
PLACE = "/admin/data/access"
PASSPHRASE = "passphrase"  # noqa: S105 - the name of a field
AGE = "application/octet-stream"
_KINDS = {
    ErasureKind.PATIENT: "A patient, by NHS number and date of birth",
    ErasureKind.REQUESTER: "Somebody who asks us",
}


@router.get(PLACE)
def access(visit: Here) -> Response:
    return _page(visit, {}, None)


@router.post(PLACE)
def look(visit: Here, form: Posted) -> Response:
    try:
        found = visit.site.data_life.access.look(visit.actor, form)
    except Invalid as error:
        return _page(visit, form, None, error.problems)
    return _page(visit, form, found)


@router.post(f"{PLACE}/pack")
def pack(visit: Here, form: Posted) -> Response:
    content, door = BytesIO(), visit.site.data_life.access
    try:
        passphrase = passwords.sound(form.get(PASSPHRASE, ""), (), PASSPHRASE)
        made = door.pack(visit.actor, form, Sealing(passphrase=passphrase), content)
    except Invalid as error:
        found = door.look(visit.actor, form) if _of_passphrase(error) else None
        return _page(visit, form, found, error.problems)
    name = f'attachment; filename="{file_name(made)}"'
    return Response(content.getvalue(), media_type=AGE, headers={"content-disposition": name})


def _of_passphrase(error: Invalid) -> bool:
    return all(each.field == PASSPHRASE for each in error.problems)


def _page(
    visit: Visit,
    form: Mapping[str, str],
    found: Found | None,
    problems: Sequence[Problem] = (),
) -> Response:
    return visit.page(
        "service/data_access.html",
        status=422 if problems else 200,
        kinds=labels.choices(_KINDS),
        form={name: value for name, value in form.items() if name != PASSPHRASE},
        found=found,
        shortest=passwords.SHORTEST,
        form_token=visit.form_token(),
        problems=problems,
    )
