"""Contexts of by what staff sign in, and where they are signed in."""

from datetime import timedelta
from typing import Any

from markupsafe import Markup

from advice_line.desk.factors.ending import SignsIn
from advice_line.desk.factors.keeping import Opened, OwnSignIn
from advice_line.desk.factors.signing_in import CanShow
from advice_line.errors import Problem
from advice_line.rules import labels, sign_in_notices
from advice_line.tables.factors import Authenticator, Passkey
from advice_line.trust.sign_in_changes import Change
from advice_line.trust_kinds import SignedInBy
from tests.web.contexts_desk import Contexts
from tests.web.contexts_signin import ASKED
from tests.web.pieces import NOW

_MAKES = '{"challenge": "AAAA", "rp": {"id": "advice.example.org"}, "user": {"id": "AAAA"}}'
_PASSKEY = Passkey(
    id=1,
    public_id="0123456789ABCDEF",
    responder_id=1,
    credential_id="AAAA",
    public_key="AAAA",
    sign_count=1,
    name="My phone",
    made_at=NOW - timedelta(days=20),
    used_at=NOW - timedelta(hours=1),
)
_APP = Authenticator(
    responder_id=1, password_hash="-", made_at=NOW, confirmed_at=NOW - timedelta(days=20)
)


def _opened(name: str, how: SignedInBy | None, *, this: bool, whole: bool = True) -> Opened:
    since = NOW - timedelta(hours=3)
    device = "Safari on an iPhone" if this else ""
    return Opened(name, device, how, since, NOW, since + timedelta(hours=12), this, whole)


_HERE = _opened("0123456789abcdef", SignedInBy.PASSKEY, this=True)
_ADDRESS = "amara@example.org"
_CHANGES = [
    Change("recovery_code.used", NOW - timedelta(hours=4)),
    Change("passkey.added", NOW - timedelta(days=20)),
]
_BARE: dict[str, Any] = {
    "seen": OwnSignIn(NOW, [], None, 0, False, [_HERE], [], _ADDRESS, None),
    "how": labels.SIGNED_IN_BY,
    "changed": sign_in_notices.SAID,
    "mails": False,
    "ends_others": False,
    "form_token": "t0ken",
    "problems": [],
}
_OTHERS = [
    _opened("1123456789abcdef", SignedInBy.TEXT_CODE, this=False, whole=False),
    _opened("2123456789abcdef", None, this=False),
]
_FULL = _BARE | {
    "seen": OwnSignIn(
        NOW, [_PASSKEY], _APP, 9, True, [_HERE, *_OTHERS], _CHANGES, _ADDRESS, _MAKES
    ),
    "ends_others": True,
    "mails": True,
    "problems": [Problem("", "This device's lock is among yours already.")],
}
_ASKS: dict[str, Any] = {
    "can": CanShow(ASKED, authenticator=False, to_make=None, whole=False, fresh=True),
    "next": "/desk",
    "again": "/signin?next=/desk",
    "form_token": "t0ken",
    "problems": [],
}
_NONE = CanShow(None, authenticator=False, to_make=_MAKES, whole=False, fresh=True)
_FORM: dict[str, Any] = {"next": None, "form_token": "t0ken", "problems": []}
_WRONG = {"next": "/desk", "problems": [Problem("code", "These do not belong together.")]}
_PERSON = SignsIn(
    "amara",
    "Dr Amara Example",
    ended=False,
    open=2,
    passkeys=1,
    authenticator=True,
    unconfirmed="07700 900081",
)

FACTORS_CONTEXTS: Contexts = {
    "signing_in/second.html": (
        _ASKS,
        _ASKS
        | {"can": CanShow(ASKED, authenticator=True, to_make=None, whole=True, fresh=False)}
        | _WRONG,
    ),
    "signing_in/second_new.html": (
        _ASKS | {"can": _NONE},
        _ASKS | {"can": _NONE, "problems": [Problem("", "That took too long. Try again.")]},
    ),
    "signing_in/second_again.html": (_ASKS, _ASKS),
    "signing_in/authenticator.html": (
        _FORM | {"mobile": ""},
        _FORM | {"mobile": "07700 900001"} | _WRONG,
    ),
    "signing_in/own.html": (_BARE, _FULL),
    "signing_in/new_authenticator.html": (
        _FORM | {"shortest": 12},
        _FORM
        | {"shortest": 12, "next": "/desk", "problems": [Problem("password", "Use at least 12.")]},
    ),
    "signing_in/figures.html": (
        _FORM | {"picture": Markup('<svg class="segno"></svg>'), "secret": "ABCDEFGH"},
        _FORM | _WRONG | {"picture": Markup('<svg class="segno"></svg>'), "secret": "ABCDEFGH"},
    ),
    "signing_in/recovery_codes.html": (
        {"codes": []},
        {"codes": ["K7Q2-M9FX-0000-ABCD", "0000-1111-2222-3333"]},
    ),
    "coordinator/sign_ins.html": (
        {"people": [], "form_token": "t0ken"},
        {
            "people": [
                _PERSON,
                SignsIn("ben", "Ben Example", True, 1, 0, authenticator=False, unconfirmed=None),
            ],
            "form_token": "t0ken",
        },
    ),
}
