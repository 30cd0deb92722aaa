"""What is said to somebody whom the hospital's sign-in did not sign in, and what they do about it.
Faults of the provider or on the way sound alike: whoever tries one learns nothing by it."""

from dataclasses import dataclass

from advice_line.trust_kinds import SignInRefusal


@dataclass(frozen=True)
class Words:
    """`why` in a sentence and `do` as steps; `again` offers another try, `tell_subject` shows what
    the provider calls them, which whoever runs the line needs to let them in."""

    why: str
    do: tuple[str, ...]
    again: bool = True
    tell_subject: bool = False


_OPERATOR = (
    "If it happens again, tell whoever runs the line, with the word at the end of this page."
)
_WAY = Words(
    "The sign-in was not begun in this browser, or more than ten minutes ago.",
    ("Start again from here, in this browser, and do not use an older page or a link of others.",),
)
_ODD = Words(
    "What came back from the sign-in does not hold: it is not proven who you are.",
    ("Start again from here.", _OPERATOR),
)
WORDS: dict[SignInRefusal, Words] = {
    SignInRefusal.NOT_BEGUN_HERE: _WAY,
    SignInRefusal.USED_BEFORE: Words(
        "This sign-in was used before. Each serves once.", ("Start again from here.",)
    ),
    SignInRefusal.DECLINED: Words(
        "The sign-in was stopped before its end.", ("Start again, and follow it to its end.",)
    ),
    SignInRefusal.PROVIDER_DOWN: Words(
        "The hospital's sign-in does not answer at the moment. Calls still come through to whoever "
        "is on duty.",
        (
            "Wait a minute and start again.",
            "If you cannot wait, sign in another way: whoever has set one up can.",
        ),
    ),
    SignInRefusal.NO_SECOND_FACTOR: Words(
        "The hospital's sign-in has taken your password alone. Staff of the line sign in with a "
        "second proof too: an app, a key or a smartcard.",
        (
            "Set up a second proof (multi-factor authentication) for your hospital account; its IT "
            "service desk says how.",
            "Sign out there, then start again from here.",
        ),
    ),
    SignInRefusal.UNKNOWN_PERSON: Words(
        "The hospital knows you, and this line does not yet.",
        (
            "Give whoever runs the line your name and what stands below. They let you in once, and "
            "from then on you sign in by yourself.",
        ),
        tell_subject=True,
    ),
    SignInRefusal.EMAIL_UNPROVEN: Words(
        "The hospital has not confirmed that your email address is yours, so the line cannot know "
        "you by it.",
        (
            "Give whoever runs the line your name and what stands below. They let you in once, and "
            "from then on you sign in by yourself.",
        ),
        tell_subject=True,
    ),
    SignInRefusal.ENDED: Words(
        "Your access to this line has ended.",
        ("If that is wrong, ask whoever runs the line.",),
        again=False,
    ),
    SignInRefusal.NO_ROLES: Words(
        "Your hospital account has no role at this line.",
        (
            "Ask whoever runs the line which group or role your account needs.",
            "After it was given, sign out of the hospital's sign-in and start again from here.",
        ),
    ),
    **dict.fromkeys(
        (
            SignInRefusal.PROVIDER_ODD,
            SignInRefusal.CODE_REFUSED,
            SignInRefusal.NO_TOKEN,
            SignInRefusal.WRONG_ISSUER,
            SignInRefusal.WRONG_AUDIENCE,
            SignInRefusal.WRONG_NONCE,
            SignInRefusal.WRONG_ALGORITHM,
            SignInRefusal.WRONG_SIGNATURE,
            SignInRefusal.UNKNOWN_KEY,
            SignInRefusal.EXPIRED,
            SignInRefusal.FROM_THE_FUTURE,
            SignInRefusal.NOT_ANEW,
        ),
        _ODD,
    ),
}
_OFFICE = "If it happens again, tell the radiology office, with the word at the end of this page."
_BY_CODE = "Or sign in by a code to your own address."
OF_PRACTICES: dict[SignInRefusal, Words] = {
    **dict.fromkeys(
        SignInRefusal,
        Words(
            "What came back from the sign-in does not hold: it is not proven who you are.",
            ("Start again from the sign-in of practices.", _BY_CODE, _OFFICE),
        ),
    ),
    **{
        refusal: Words(WORDS[refusal].why, (*WORDS[refusal].do, _BY_CODE))
        for refusal in (
            SignInRefusal.NOT_BEGUN_HERE,
            SignInRefusal.USED_BEFORE,
            SignInRefusal.DECLINED,
        )
    },
    SignInRefusal.PROVIDER_DOWN: Words(
        "The sign-in of your organisation does not answer at the moment.",
        ("Wait a minute and start again.", _BY_CODE),
    ),
    SignInRefusal.NO_SECOND_FACTOR: Words(
        "Your organisation's sign-in has taken your password alone. A second proof is needed too: "
        "an app, a key or a smartcard.",
        ("Set one up there; its help desk says how. Then start again.", _BY_CODE),
    ),
    SignInRefusal.NOT_ANEW: Words(
        "On a computer that others use too you say anew who you are, and that did not happen: "
        "somebody was signed in there already.",
        ("Sign out there, then start again and type who you are.", _BY_CODE),
    ),
    SignInRefusal.EMAIL_UNPROVEN: Words(
        "Your organisation's sign-in does not say that your email address is yours, so your "
        "practice cannot be known by it.",
        (_BY_CODE, _OFFICE),
    ),
    SignInRefusal.UNKNOWN_PERSON: Words(
        "Your address belongs here to somebody who signed in with another account.",
        (
            "If that was you: have your practice manager end your access and invite you again. "
            "Then start again.",
            _BY_CODE,
        ),
    ),
}
