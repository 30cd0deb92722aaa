"""A text that the carrier has on its list and nobody here has read: it becomes what it would have
been, except that its sender is answered by a person, for what was not told is not promised."""

from advice_line.desk.messages import joining, stopping
from advice_line.desk.messages import texts as texts_door
from advice_line.desk.outage import unheard
from advice_line.desk.query import arrivals, moving
from advice_line.directory import lookups
from advice_line.kinds import Channel, ContactEnded, QueryState
from advice_line.ledger import inbox
from advice_line.ledger.work import Work
from advice_line.ports.carrier_lists import TextListed
from advice_line.ports.texts import TextCame
from advice_line.rules import texts
from advice_line.rules.texts import Meaning, Read
from advice_line.tables.directory import Line


def keep(work: Work, line: Line, text: TextListed) -> bool:
    """Whether it is now a query, or belongs to one."""
    event = text.event
    if not inbox.receive(work, texts_door.SOURCE, event.key):
        return False
    read, mark = texts.read(event.words), arrivals.number_mark(work, event.sender)
    if mark is not None and _settled(work, line, event, read, mark):
        return False
    own = [] if event.sender is None else joining.named(work, line, read.references)
    own = [each for each in own if joining.theirs(work, each, event.sender or "")]
    to_join = next((each for each in own if joining.may_join(work, each)), None)
    if to_join is not None:
        joining.join(work, event, line, to_join)
        return True
    _open(work, line, text, read, mark)
    return True


def _settled(work: Work, line: Line, event: TextCame, read: Read, mark: str) -> bool:
    """What asks for nothing of a person: the word that stops texts counts, whenever it is read."""
    person = lookups.responder_by_mobile(work.session, event.sender or "")
    if read.meaning is Meaning.STOP:
        stopping.stop(work, line, mark, person)
    elif read.meaning is Meaning.START:
        stopping.start(work, line, mark)
    elif person is None and (read.meaning is not Meaning.NOTHING or event.media):
        return read.meaning is Meaning.HELP
    return True


def _open(work: Work, line: Line, text: TextListed, read: Read, mark: str | None) -> None:
    event = text.event
    query, contact = arrivals.receive(
        work,
        line,
        Channel.SMS,
        event.key,
        event.sender,
        text.sent_at,
        ended_at=text.sent_at,
        ended=ContactEnded.MESSAGE,
    )
    moving.move(work, query, QueryState.WAITING, during_outage=True)
    joining.keep(work, event, query, contact)
    joining.hint(work, query, joining.named(work, line, read.references), mark)
    unheard.owe(work, query, line, text.sent_at)
