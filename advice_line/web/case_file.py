"""One approved case as a file: a page to print, PDF, Markdown or JSON."""

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.education.packs import pack as packs
from advice_line.education.packs.making import Pack
from advice_line.education.packs.one_case import CaseForm
from advice_line.web import security
from advice_line.web.access import Here

router = APIRouter()


@router.get("/library/{reference}/{form}")
def download(visit: Here, reference: str, form: str) -> Response:
    return given(visit.site.shelf.one_case(visit.actor, reference, form))


def given(pack: Pack) -> Response:
    """A page opens, and its look is inside it, so that it can be kept as one file."""
    opens = pack.file_name.endswith(f".{CaseForm.HTML.value}")
    name = f'{"inline" if opens else "attachment"}; filename="{pack.file_name}"'
    headers = {"content-disposition": name}
    if opens:
        headers["content-security-policy"] = security.policy(style=packs.style())
    return Response(pack.content, media_type=pack.media_type, headers=headers)
