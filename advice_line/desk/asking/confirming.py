"""Whose an address is: they type, in the browser in which they asked, the code that was mailed to
it. What they asked there before is theirs from then on (H15)."""

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta

from sqlmodel import col, func, select

from advice_line.desk.query import arrivals
from advice_line.desk.questions import askers
from advice_line.directory import bounced, lookups
from advice_line.errors import TooManyTries
from advice_line.ledger import outbox
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel, Recipient
from advice_line.rules import labels
from advice_line.tables.columns import opaque
from advice_line.tables.directory import Requester, RequesterAddress
from advice_line.tables.queries import Contact, Query
from advice_line.tables.trust import OneTimeCode, WebSession
from advice_line.trust import codes, devices

# Of all addresses together: whoever floods us names a new one each time, and each is somebody's.
WITHIN, MOST_OF_ALL = timedelta(minutes=10), 100
# Before the key of what was asked in one browser, of which it keeps a mark.
FROM_FORM = "form:"


def contact_key(work: Work, browser: str, nonce: str) -> str:
    """Of an arrival by the form; what it is of one browser is known by how it begins."""
    return f"{_of_browser(work, browser)}{nonce}"


def asked_here(work: Work, query: Query, browser: str) -> bool:
    """Whether this query came from this browser."""
    statement = select(Contact.id).where(
        col(Contact.query_id) == query.id,
        col(Contact.external_id).startswith(_of_browser(work, browser), autoescape=True),
    )
    return work.session.exec(statement).first() is not None


def send_code(work: Work, address: str, browser: str, query: int | None = None) -> None:
    """Raises `errors.TooManyTries`."""
    _refuse_flood(work)
    code = codes.make(work, codes.Purpose.ADDRESS, browser, address=address)
    outbox.put(
        work,
        NoticeKind.ADDRESS_CODE,
        once=f"code:{code.public_id}",
        channel=OutChannel.EMAIL,
        recipient=Recipient.REQUESTER,
        query=query,
        subject=code.id,
    )


def _refuse_flood(work: Work) -> None:
    lately = select(func.count()).where(
        col(OneTimeCode.purpose) == codes.Purpose.ADDRESS,
        col(OneTimeCode.made_at) > work.now - WITHIN,
    )
    if work.session.exec(lately).one() >= MOST_OF_ALL:
        raise TooManyTries(int(WITHIN.total_seconds()), "Too many codes were asked for.")


def code_sent(work: Work, address: str | None, browser: str) -> bool:
    """Whether one that went to this address may still be typed in this browser."""
    code = codes.newest(work.session, codes.Purpose.ADDRESS, browser)
    if code is None or code.used_at is not None or work.now >= code.expires_at:
        return False
    return codes.address(work.vault, code) == address


def right(work: Work, browser: str, typed: str) -> str | None:
    """The address whose code was typed; None for a wrong one, to be told by `codes.wrong()` after
    the transaction has kept the try. Raises `errors.Expired` or `errors.TooManyTries`."""
    code = codes.newest(work.session, codes.Purpose.ADDRESS, browser)
    if not codes.check(work, code, typed) or code is None:
        return None
    return codes.address(work.vault, code)


def confirmed(
    work: Work, address: str, browser: str, token: str | None, said: Mapping[str, str]
) -> str:
    """The address is theirs: this browser remembers them, and what they asked in it is theirs. The
    token of what it remembers: `token`, where that is of this address, or a new one that begins
    with what they `said` of themselves."""
    device = devices.find(work.session, token, work.now)
    if device is None or token is None or of_device(work, device).get("email") != address:
        token = devices.start(work, json.dumps({**said, "email": address}))
        device = devices.find(work.session, token, work.now)
    assert device is not None
    person = _person(work, address, of_device(work, device))
    devices.confirm(work, device, person.id or 0)
    for query in _asked_unconfirmed(work, address, browser):
        work.update(query, verified=True, requester_id=person.id)
        work.record("query.verified", query=query.id, requester=person.id)
    return token


def of_device(work: Work, device: WebSession) -> dict[str, str]:
    """What it fills the form in with."""
    known: dict[str, str] = json.loads(devices.asker(work, device))
    return known


def known_by(work: Work, device: WebSession | None) -> tuple[Requester, str] | None:
    """Who asks in this browser and their address, where that is confirmed and no mail to it has
    come back since."""
    if device is None or device.requester_id is None:
        return None
    address = of_device(work, device).get("email", "")
    if not lookups.address_confirmed(work.session, address):
        return None
    row = work.session.get(RequesterAddress, address)
    if row is None or row.requester_id != device.requester_id:
        return None
    return work.session.get_one(Requester, row.requester_id), address


def _person(work: Work, address: str, said: Mapping[str, str]) -> Requester:
    """Of an organisation only where the address itself says so: whoever says that they are of a
    practice might be anybody, and would be a party to all that it asks (H20)."""
    name = said.get("requester_name") or address
    # What is none of ours may be anything, and stands open in the directory (H07).
    role = next(
        (each for each in labels.REQUESTER_ROLES if each == said.get("requester_role")), None
    )
    bounced.reaches(work, address)
    row = work.session.get(RequesterAddress, address)
    if row is not None:
        work.update(row, confirmed_at=work.now, bounced_at=None)
        person = work.session.get_one(Requester, row.requester_id)
        if person.key.startswith(OWN) and "requester_name" in said:
            is_called(work, person, name, role)
        return person
    organisation = askers.by_address(work, address)
    person = work.add(
        Requester(
            key=f"{OWN}{opaque().lower()}",
            name=name,
            role=role,
            organisation_id=organisation.id if organisation else None,
        )
    )
    work.add(RequesterAddress(address=address, requester_id=person.id or 0, confirmed_at=work.now))
    return person


# Such a person made themselves known; one of the setup file is as it says.
OWN = "asker-"


def is_called(work: Work, person: Requester, name: str, role: str | None) -> None:
    """By their own word. Another role than before is told, since what they asked counts by it."""
    if person.role != role:
        work.record("requester.changed", subject=f"requester:{person.key}")
    work.update(person, name=name, role=role)


def _asked_unconfirmed(work: Work, address: str, browser: str) -> Sequence[Query]:
    statement = (
        select(Query)
        .join(Contact, col(Contact.query_id) == col(Query.id))
        .where(
            col(Contact.external_id).startswith(_of_browser(work, browser), autoescape=True),
            col(Contact.address_mark) == arrivals.address_mark(work, address),
            col(Query.verified).is_(False),
        )
    )
    return work.session.exec(statement).all()


def _of_browser(work: Work, browser: str) -> str:
    return f"{FROM_FORM}{work.vault.mark(browser, 'browser')}:"
