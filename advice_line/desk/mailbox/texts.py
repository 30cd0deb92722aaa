"""What is told of mails that wait for a person, from the rows as they are when it goes."""

from advice_line.desk.mailbox import waiting
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.ports.notices import Slip
from advice_line.rules import mail_notices
from advice_line.tables.directory import Line, Responder

PAGE = "/admin/mail"


def digest(work: Work, slip: Slip, url: str) -> str | None:
    """None where everything was cleared meanwhile."""
    line = work.session.get_one(Line, slip.subject_id)
    found = waiting.of_line(work, line, work.now)
    return None if found.nothing else mail_notices.digest(line.name, found, f"{url}{PAGE}")


def uncleared(work: Work, slip: Slip, url: str) -> str | None:
    line = work.session.get_one(Line, slip.subject_id)
    count = waiting.of_line(work, line, work.now).quarantine
    return mail_notices.uncleared(line.name, count, f"{url}{PAGE}") if count else None


def digest_mail(work: Work, slip: Slip, url: str) -> tuple[Line, str, str, str] | None:
    """The line that writes, to whom, subject and words."""
    line = work.session.get_one(Line, slip.subject_id)
    found = waiting.of_line(work, line, work.now)
    if found.nothing:
        return None
    words = mail_notices.digest_mail(line.name, found, f"{url}{PAGE}")
    to = work.session.get_one(Responder, slip.person_id).email
    return line, to, mail_notices.SUBJECT, words


TEXTS = {NoticeKind.MAIL_DIGEST: digest, NoticeKind.MAIL_UNCLEARED: uncleared}
