"""What a form held that was sent and could not be taken, to be given back to whoever sent it."""

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.datastructures import UploadFile
from starlette.requests import Request


@dataclass(frozen=True)
class Sent:
    """`file` says whether one was chosen, which no page can give back."""

    fields: Mapping[str, str]
    file: bool


async def sent(request: Request) -> Sent:
    async with request.form() as form:
        items = form.multi_items()
        fields = {name: value for name, value in items if isinstance(value, str)}
        # A browser sends one without a name where none was chosen.
        files = (value for _, value in items if isinstance(value, UploadFile))
        return Sent(fields, any(each.filename for each in files))
