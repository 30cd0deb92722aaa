"""Where in its call a contact is, held to the table of `rules/call_stages.py`; what is recorded of
it follows."""

from advice_line.call_kinds import CallStage
from advice_line.desk.phone import taping
from advice_line.ledger.work import Work
from advice_line.rules import call_stages
from advice_line.tables.queries import Contact


def to(work: Work, contact: Contact, stage: CallStage) -> None:
    """A step that the table does not have is shown and kept: it never breaks a live call."""
    if contact.stage == stage:
        return
    if not call_stages.may(contact.stage, stage):
        work.record(
            "call.odd_stage",
            query=contact.query_id,
            subject=f"contact:{contact.public_id}",
            source=contact.stage,
            to=stage.value,
        )
    before = contact.stage
    work.update(contact, stage=stage)
    taping.stage_changed(work, contact, before)
