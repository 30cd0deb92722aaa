"""The table of a setup file that says for how many days what there is of each class is kept."""

from typing import Annotated

from pydantic import Field, StrictInt

from advice_line.directory.setup.fields import Table
from advice_line.rules import retention

Days = Annotated[StrictInt, Field(ge=1, le=retention.LONGEST)]


def _days(kept: str) -> int:
    return Field(default=retention.DAYS[kept], examples=[str(retention.DAYS[kept])])  # type: ignore[index]  # a StrEnum's values are its keys


class RetentionEntry(Table):
    """In days, each from what `rules/retention.py` says; `child_age` is a birthday."""

    message: Days = _days("message")
    untyped_message: Days = _days("untyped_message")
    recording: Days = _days("recording")
    mail: Days = _days("mail")
    record: Days = _days("record")
    attachment: Days = _days("attachment")
    contact: Days = _days("contact")
    draft: Days = _days("draft")
    feedback: Days = _days("feedback")
    chat_card: Days = _days("chat_card")
    liaison: Days = _days("liaison")
    code: Days = _days("code")
    link: Days = _days("link")
    session: Days = _days("session")
    sender: Days = _days("sender")
    outgoing: Days = _days("outgoing")
    webhook: Days = _days("webhook")
    event: Days = _days("event")
    rota_findings: Days = _days("rota_findings")
    rota_working: Days = _days("rota_working")
    rota_history: Days = _days("rota_history")
    attendance: Days = _days("attendance")
    child_age: Annotated[StrictInt, Field(ge=18, le=30)] = Field(
        default=retention.DEFAULT_CHILD_AGE, examples=["25"]
    )
