"""Who asks in this browser, and the files that came with a form of theirs."""

from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import UploadFile
from starlette.responses import Response

from advice_line.desk.asking.form import Visitor
from advice_line.desk.questions.asked import File
from advice_line.rules import file_kinds
from advice_line.trust import devices
from advice_line.web import cookies
from advice_line.web.access import Here, Visit
from advice_line.web.cookies import Cookies

FILES = "files"
# What a body has at most in which files may come: as many as are sent in one go.
LARGEST_UPLOAD = 40 * 1024 * 1024
_LONGEST_NAME = 120


async def visitor(request: Request, visit: Here) -> Visitor:
    jar = Cookies(secure=visit.site.secure)
    return Visitor(visit.browser, jar.read(request.cookies, cookies.ASKER))


Asking = Annotated[Visitor, Depends(visitor)]


async def files(request: Request, _visit: Here) -> tuple[File, ...]:
    """A browser sends one without a name where none was chosen."""
    found = []
    for each in (await request.form()).getlist(FILES):
        if not isinstance(each, UploadFile):
            continue
        if each.filename:
            found.append(File(_name(each.filename), file_kinds.UNKNOWN, await each.read()))
        await each.close()
    return tuple(found)


Given = Annotated[tuple[File, ...], Depends(files)]


def remember(visit: Visit, answer: Response, token: str) -> None:
    lasts = devices.cookie_lasts(token)
    Cookies(secure=visit.site.secure).set(answer, cookies.ASKER, token, lasts)


def forget(visit: Visit, answer: Response) -> None:
    Cookies(secure=visit.site.secure).leave(answer, cookies.ASKER)


def _name(given: str) -> str:
    """Some browsers send where it lay."""
    plain = given.replace("\\", "/").rpartition("/")[2].replace("\0", "")
    return plain.encode(errors="replace").decode()[-_LONGEST_NAME:]
