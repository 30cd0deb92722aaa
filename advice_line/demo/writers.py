"""Who may write to the fictional line from the demonstration's page."""

from dataclasses import dataclass

from advice_line.demo.practices import FULL_LETTERS, PRACTICES, Practice

# The server whose word about senders the line believes.
SERVER = "mx.example.org"


@dataclass(frozen=True)
class Writer:
    """`hint` says what is particular about writing from there; `proven` that the server found the
    sender's domain true."""

    key: str
    label: str
    address: str
    hint: str
    proven: bool = True


def of_practice(practice: Practice) -> Writer:
    whole = practice.email.endswith(FULL_LETTERS)
    hint = "The answer comes whole." if whole else "The mail only says that a reply is waiting."
    return Writer(practice.key, practice.name, practice.email, f"A practice on file. {hint}")


WRITERS = (
    *(of_practice(each) for each in PRACTICES[:4]),
    Writer(
        "stranger",
        "Somebody unknown",
        "somebody@elsewhere.example.com",
        "No practice has this address, and nothing proves who writes.",
        proven=False,
    ),
)
BY_KEY = {each.key: each for each in WRITERS}
BY_ADDRESS = {each.address: each for each in WRITERS}
