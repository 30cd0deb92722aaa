"""The files that a browser sends to lie beside a page of guidance: where to, and how many."""

from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import UploadFile

from advice_line.directory.guidance import given_files
from advice_line.directory.guidance.given_files import Given
from advice_line.web.access import Here
from advice_line.web.guidance import PLACE

FILES = f"{PLACE}/{{key}}/files"
REMOVE = f"{FILES}/{{file}}/remove"
# As many as a page has room for, and the form round them with the longest text, encoded.
LARGEST_UPLOAD = given_files.MOST * given_files.LARGEST + 512 * 1024
_MEGABYTE = 1024 * 1024
TOO_LARGE = {
    "sentence": f"The files are larger than {LARGEST_UPLOAD // _MEGABYTE} MB together, the most"
    " that can be sent at once. Nothing was kept.",
    "mend": "Go back, and add fewer at once, each of at most"
    f" {given_files.LARGEST // _MEGABYTE} MB.",
}


async def given(request: Request, _visit: Here) -> tuple[Given, ...]:
    """A browser sends one without a name where none was chosen."""
    found = []
    for each in (await request.form()).getlist(given_files.FIELD):
        if isinstance(each, UploadFile):
            if each.filename:
                found.append(Given(each.filename.replace("\0", "")[-120:], await each.read()))
            await each.close()
    return tuple(found)


Files = Annotated[tuple[Given, ...], Depends(given)]
