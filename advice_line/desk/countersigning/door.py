"""The door to a second signature: somebody in whose scope it is has read the advice and stands by
it. Where they do not, they claim no more than they know: they ring its author, who adds to it."""

from advice_line.desk.countersigning import owing
from advice_line.desk.filing import putting
from advice_line.desk.letter import letters
from advice_line.desk.owed import tasks
from advice_line.desk.query import theirs
from advice_line.directory import lookups
from advice_line.errors import Conflict, NotAllowed
from advice_line.kinds import TaskKind
from advice_line.ledger import inbox, outbox
from advice_line.ledger.work import Ledger, Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel, Recipient
from advice_line.record_kinds import Edition
from advice_line.tables.advice import Advice
from advice_line.tables.directory import Line, Organisation
from advice_line.tables.queries import Query
from advice_line.trust.roles import Action, Actor, require

PAGE = "page"


class Countersigning:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def sign(self, by: Actor, reference: str, version: int, token: str) -> None:
        """Raises `errors.NotAllowed` for its author and for whose scope it is not, and
        `errors.Conflict` where there is nothing to sign or another version has come."""
        require(by, Action.COUNTERSIGN)
        with self._ledger.work(by.label) as work:
            query = theirs.held(work, by, Action.COUNTERSIGN, reference)
            if not inbox.receive(work, PAGE, token):
                return
            advice = letters.newest(work, query.id or 0)
            if advice is None or advice.version != version:
                raise Conflict("Another version was signed meanwhile. Read it, then sign that.")
            if advice.countersigned_at is not None:
                _refuse_other(work, query, advice, by)
                return
            if advice.within_scope:
                raise Conflict("Nothing here awaits a countersignature.")
            person = lookups.responder(work.session, by.responder_id or 0)
            if person is None or not owing.may_sign(advice, person):
                raise NotAllowed("Only a colleague in whose scope this is can countersign it.")
            _sign(work, query, advice, person.id or 0)


def _refuse_other(work: Work, query: Query, advice: Advice, by: Actor) -> None:
    """Whoever has signed it themselves has pressed once more."""
    if advice.countersigned_by_id == by.responder_id:
        return
    done = tasks.newest(work, query.id or 0, TaskKind.COUNTERSIGN)
    if done is None or done.settled_at is None:
        raise Conflict("This advice is countersigned already.")
    raise tasks.done_already(work, done, by.responder_id)


def _sign(work: Work, query: Query, advice: Advice, person: int) -> None:
    work.update(advice, countersigned_by_id=person, countersigned_at=work.now)
    tasks.settle_kind(work, query.id or 0, TaskKind.COUNTERSIGN, by=person)
    work.record("advice.countersigned", query=query.id, subject=f"advice:{advice.public_id}")
    putting.begin(work, query, advice, Edition.COUNTERSIGNED)
    _send_again(work, query, advice)


def _send_again(work: Work, query: Query, advice: Advice) -> None:
    """The practice has read that nobody had signed yet: it hears that somebody has."""
    organisation = (
        work.session.get_one(Organisation, query.organisation_id) if query.organisation_id else None
    )
    if organisation is None or organisation.email is None:
        return
    line = work.session.get_one(Line, query.line_id)
    full = letters.may_carry(organisation.email, line.full_letter_domains)
    outbox.put(
        work,
        NoticeKind.LETTER if full else NoticeKind.LETTER_NOTICE,
        once=f"countersigned:{advice.public_id}",
        channel=OutChannel.EMAIL,
        recipient=Recipient.ORGANISATION,
        query=query.id,
        subject=advice.id,
    )
