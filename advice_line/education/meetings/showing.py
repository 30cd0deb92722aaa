"""Pictures on the screen of an education meeting: those of its cases, for all who may see it, also
where they read no library."""

from advice_line.education.cases import pictures_taught
from advice_line.education.meetings import rows
from advice_line.errors import Conflict, NotFound
from advice_line.ledger.work import Ledger
from advice_line.trust.roles import Action, Actor, require


class Showing:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def picture(self, by: Actor, meeting_id: str, item_id: str, public_id: str) -> bytes:
        """A JPEG. Raises `errors.NotFound` for one that is not taught any more, `errors.Conflict`
        while the agenda is not signed as it is."""
        require(by, Action.SEE_MEETINGS)
        with self._ledger.look(by.label) as work:
            found = rows.teaches(rows.meeting(work, by, Action.SEE_MEETINGS, meeting_id))
            on = rows.item(work, found.meeting, item_id)
            if not rows.approved(found.meeting):
                raise Conflict("Both chairs sign the agenda first, as it is now.")
            case = rows.cases(work, [on]).get(on.case_id or 0)
            content = pictures_taught.content(work, case, public_id) if case else None
            work.let_go()
        if content is None:
            raise NotFound("This picture is not taught any more.")
        return content
