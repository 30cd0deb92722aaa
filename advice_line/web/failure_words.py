"""Why a message has not got through, in words for who looks at the list of those. What somebody
else's server answered is given by its own number."""

_WORDS = {
    "address": "the address cannot be one",
    "certificate": "the server's certificate does not prove who it is",
    "connection-lost": "the connection was lost",
    "consent": "the mailbox's provider wants somebody to agree anew",
    "forbidden-network": "its name leads to a network that may not be told",
    "full": "the disk is full",
    "away": "the folder does not answer",
    "bounced-in-words": "a server wrote of trouble with it: read its mail",
    "mail is off": "mail is switched off",
    "mailbox-not-allowed": "its mailbox may carry no letter",
    "missing": "the folder is not there",
    "no-answer": "nothing answered",
    "no-connection": "there was no connection",
    "no-room": "there was no room for it",
    "no-server": "there is no server of its name",
    "not-writable": "the folder may not be written to",
    "ratelimited": "too much was sent at once",
    "resting": "its system has not answered for a while, and is let rest",
    "sign-in": "we could not sign in there",
    "stopped": "the number wants no more texts",
    "telephone is off": "the telephone is switched off",
    "too-slow": "it was too slow",
    "unreadable-answer": "its answer could not be read",
    "wrong-certificate": "its certificate does not prove who it is",
}
_CAME_BACK = "bounced"


def why(failure: str | None) -> str | None:
    if failure is None:
        return None
    code = failure.replace("_", "-").removeprefix("http-")
    if code.startswith(_CAME_BACK) and code not in _WORDS:
        return f"it came back {code.removeprefix(_CAME_BACK).strip('-')}".strip()
    if code[:1].isdecimal():
        return f"the other side answered {code}"
    return _WORDS.get(code, code.replace("-", " "))
