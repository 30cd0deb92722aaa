"""The words of the mail to somebody by whose sign-in something changed. They name what it was and
when, and nothing that would let anybody in."""

from datetime import datetime

from advice_line.rules.notices import when

SUBJECT = "Your sign-in at Advice Line was changed"
# By the act that the trail keeps.
SAID = {
    "passkey.added": "A passkey was added",
    "passkey.removed": "A passkey was removed",
    "authenticator.added": "A password with an authenticator was set up",
    "authenticator.removed": "The password and its authenticator were removed",
    "recovery_codes.made": "Ten new recovery codes were made",
    "recovery_code.used": "A recovery code was used",
    "sign_in.forgotten": "Everything you sign in by was forgotten, so that you start again",
}


def changed(action: str, name: str, at: datetime, now: datetime, zone: str, url: str) -> str:
    """`url` is that of one's own sign-in."""
    return (
        f"{name},\n\n{SAID[action]}, at {when(at, now, zone)}.\n\n"
        "If that was you, you need do nothing. If it was not, tell whoever leads the service at "
        "once: they end your sign-ins and let you start again.\n\n"
        f"By what you sign in, and where you are signed in:\n{url}\n"
    )
