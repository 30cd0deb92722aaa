"""The door of the practices' own sign-on (such as NHSmail): a provider shows whose an address is,
as a code mailed to it would, and lets in whom the code would. It makes nobody one of the staff.

On a computer that others use too they type there who they are, whoever is signed in there already:
else whoever sits down next would come in as who was there before (H15)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from advice_line.desk.asking import confirming
from advice_line.desk.practice import opening
from advice_line.desk.practice.opening import Entered
from advice_line.ledger.work import Ledger, Work
from advice_line.ports.identity import CameBack, Identity, IdentityProvider, NotProven
from advice_line.practice_kinds import EnteredBy
from advice_line.tables.directory import RequesterAddress
from advice_line.tables.trust import WebSession
from advice_line.trust import devices, practice_identities, provider_sign_out, sessions
from advice_line.trust.provider_sign_out import Ending
from advice_line.trust.roles import Action, Actor, require
from advice_line.trust.sessions import AtProvider
from advice_line.trust.there_and_back import Begun, ThereAndBack
from advice_line.trust_kinds import SignInRefusal

_COOKIE, _REFUSED = "cookies.practice_oidc", "practice.sign_on.refused"
_PAGE, _SHARED = "page", "shared"


@dataclass(frozen=True)
class SignedOn:
    """Where they are in this browser, and the page to which they wanted to go."""

    entered: Entered
    wanted: str | None = field(default=None)


class PracticeSignOn:
    def __init__(self, ledger: Ledger, provider: IdentityProvider | None) -> None:
        self._ledger = ledger
        self._way = ThereAndBack(ledger, provider, _COOKIE, _REFUSED)

    @property
    def label(self) -> str | None:
        """What it is called on its buttons; None where the site has none."""
        return self._way.given.label if self._way.given is not None else None

    def begin(self, by: Actor, wanted: str | None, *, shared: bool) -> Begun:
        """Raises `errors.NotFound` where the site has no such sign-on, and
        `there_and_back.Refused`."""
        require(by, Action.JOIN_PRACTICE)
        return self._way.begin({_PAGE: wanted, _SHARED: shared}, anew=shared)

    def finish(
        self, by: Actor, back: CameBack, cookie: str | None, browser: str, before: str | None
    ) -> SignedOn:
        """`before` is the token that this browser had. Raises `errors.NotFound`, and
        `there_and_back.Refused`, which is in the trail then."""
        require(by, Action.JOIN_PRACTICE)
        came = self._way.finish(back, cookie)
        try:
            address = _proven_address(came.identity)
            with self._ledger.work(by.label) as work:
                device = _theirs(work, came.identity, address, browser)
                entered = opening.opened(
                    work,
                    device,
                    address,
                    before=before,
                    shared=bool(came.wanted[_SHARED]),
                    how=EnteredBy.SIGN_ON,
                    there=provider_sign_out.known_there(work, came.identity),
                )
        except NotProven as error:
            raise self._way.refused(error.refusal, came.identity) from None
        return SignedOn(entered, came.wanted[_PAGE])

    def signed_out_there(self, by: Actor, token: str) -> None:
        """Raises `errors.NotFound`, and what `provider_sign_out.take` does."""
        require(by, Action.TAKE_CARRIER_EVENT)
        provider_sign_out.take(self._ledger, self._way.provider, token, _ENDING)

    def keys(self, by: Actor) -> Mapping[str, Any]:
        """Raises as `ThereAndBack.keys` does."""
        require(by, Action.JOIN_PRACTICE)
        return self._way.keys


def _end(work: Work, there: AtProvider) -> int:
    """The browsers in which they came in by it know nobody any more."""
    theirs = sessions.of_provider(work.session, there, staff=False)
    for each in theirs:
        devices.forget(work, each)
    return len(theirs)


_ENDING = Ending(_end, "practices")


def _proven_address(identity: Identity) -> str:
    """Raises NotProven where the provider does not say that it has seen it to be theirs."""
    if identity.email is None or not identity.email_proven:
        raise NotProven(SignInRefusal.EMAIL_UNPROVEN)
    return identity.email


def _theirs(work: Work, identity: Identity, address: str, browser: str) -> WebSession:
    """A browser that remembers whose address it is. An address that the organisation has given to
    somebody else since opens nothing: its former owner came from there as another. Raises
    NotProven."""
    issuer, subject = identity.issuer, identity.subject
    known = practice_identities.whose(work, issuer, subject)
    row = work.session.get(RequesterAddress, address)
    if row is None and known is not None:
        # Whoever marries, or moves within the NHS, keeps who they are.
        work.add(RequesterAddress(address=address, requester_id=known, confirmed_at=work.now))
    elif row is not None and known is None:
        if practice_identities.is_linked(work, row.requester_id, issuer):
            raise NotProven(SignInRefusal.UNKNOWN_PERSON)
    elif row is not None and row.requester_id != known:
        raise NotProven(SignInRefusal.UNKNOWN_PERSON)
    token = confirming.confirmed(work, address, browser, None, {})
    device = devices.find(work.session, token, work.now)
    assert device is not None
    if known is None:
        practice_identities.link(work, device.requester_id or 0, issuer, subject)
    return device
