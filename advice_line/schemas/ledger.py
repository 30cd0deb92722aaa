"""What `inbox list` and `outgoing list` print: ids and instants, never words of a person."""

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from advice_line.outgoing_kinds import NoticeKind, OutChannel, OutgoingState, Recipient
from advice_line.ports.inbound_mail import MailFolder
from advice_line.written_kinds import MailFate, MailReason


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class InboxEvent(_Shape):
    """One event from outside; `answered` says whether an answer is kept for a repeat. Of a mail
    (source `email`) `external_id` is ours, and the others say what became of it: its `fate` and
    why, in which mailbox it came, in which folder it is to lie, and whether it does."""

    source: str
    external_id: str
    received_at: AwareDatetime
    answered: bool
    fate: MailFate | None = Field(None, description="None while it is not read")
    reason: MailReason | None = None
    mailbox: str | None = None
    folder: MailFolder | None = None
    moved: bool | None = None
    query: str | None = Field(None, description="The reference of its query")


class OutgoingRow(_Shape):
    """One thing that is, was or could not be told."""

    id: str
    kind: NoticeKind
    channel: OutChannel
    to: Recipient
    query: str | None = Field(description="The reference of the query it is about")
    state: OutgoingState
    attempts: int
    external_id: str | None
    made_at: AwareDatetime
    next_try_at: AwareDatetime | None = Field(description="Only while it waits for a try")
    settled_at: AwareDatetime | None
    failure: str | None
