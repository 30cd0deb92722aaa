"""What lies behind a link and a code: the link says that it is there, a code sent to where the link
went opens it in the browser that asked for it. Looking at the link alone changes nothing."""

from dataclasses import dataclass

from advice_line.errors import Expired
from advice_line.ledger import outbox
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel, Recipient
from advice_line.tables.trust import AccessLink
from advice_line.trust import codes, links, sessions


@dataclass(frozen=True)
class Goes:
    """By which way a code or a link goes, and to whom."""

    channel: OutChannel
    recipient: Recipient


TO_PRACTICE = Goes(OutChannel.EMAIL, Recipient.ORGANISATION)


def usable(work: Work, link: AccessLink) -> AccessLink:
    """Raises `errors.Expired`."""
    if not links.usable(link, work):
        raise Expired
    return link


def send_code(
    work: Work,
    link: AccessLink,
    browser: str,
    to: Goes,
    purpose: codes.Purpose = codes.Purpose.LETTER,
    notice: NoticeKind = NoticeKind.LETTER_CODE,
) -> None:
    """Six figures, to where the link went. Raises `errors.TooManyTries`."""
    code = codes.make(work, purpose, browser, link=link.id)
    outbox.put(
        work,
        notice,
        once=f"code:{code.public_id}",
        channel=to.channel,
        recipient=to.recipient,
        query=link.query_id,
        subject=code.id,
    )


def opened(
    work: Work,
    link: AccessLink,
    browser: str,
    typed: str,
    purpose: codes.Purpose = codes.Purpose.LETTER,
) -> str | None:
    """The right code makes a session for this one link: its token, for a cookie. None for a wrong
    one, which counts; the caller says so once that is kept. Raises `errors.Expired`,
    `errors.TooManyTries`."""
    code = codes.newest(work.session, purpose, browser, link=link.id)
    if not codes.check(work, code, typed):
        return None
    return sessions.start_requester(work, link.id or 0)


def fresh_link(work: Work, link: AccessLink) -> AccessLink | None:
    """A new link to the same thing; None while one that was just sent is on its way."""
    return None if links.on_its_way(work, link) else links.renew(work, link)


def send_link(
    work: Work, fresh: AccessLink, notice: NoticeKind, to: Goes, subject: int | None
) -> None:
    """To where the first went, and nowhere else; `subject` is what its notice is about."""
    outbox.put(
        work,
        notice,
        once=f"fresh:{fresh.public_id}",
        channel=to.channel,
        recipient=to.recipient,
        query=fresh.query_id,
        subject=subject,
    )


def hint(to: str, channel: OutChannel | None = OutChannel.EMAIL) -> str:
    """Enough to know it by, not enough to learn it: "el…@example.org", "the number ending 123"."""
    if channel is OutChannel.CHAT:
        return "you in the chat"
    name, at, domain = to.partition("@")
    mail = at or channel is OutChannel.EMAIL
    return f"{name[:2]}…@{domain}" if mail else f"the number ending {to[-3:]}"
