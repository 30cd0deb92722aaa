"""Any number of difficult mails: every defect as it is, then each mutated by Hypothesis.

    for mail in difficult.mails(500): ...

The same number gives the same mails, each with words and an id that no other of them has.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.email.defects import EVERY, GP, Defect

SEED = 20261129
_LATER = 30  # lines from the top within which a head is changed


@dataclass(frozen=True)
class DifficultMail:
    """`pristine` has its defect alone, and `defect` says what must become of it; of another it is
    known only that it must not be lost."""

    defect: Defect
    words: str
    raw: bytes = field(repr=False)
    pristine: bool

    @property
    def envelope(self) -> str:
        """From whom a server is told that it is: nobody, for what answers or reports."""
        return "" if self.defect.name in ("bounce", "from_nobody") else GP


@cache
def mails(count: int) -> Sequence[DifficultMail]:
    sound = [_made(each, number, pristine=True) for number, each in enumerate(EVERY)]
    more = count - len(sound)
    return [*sound[:count], *(_mutated(more, len(sound)) if more > 0 else [])]


def _made(defect: Defect, number: int, *, pristine: bool) -> DifficultMail:
    words = f"Marker {number} marker."
    return DifficultMail(defect, words, defect.mail(words, number), pristine)


def _mutated(count: int, first: int) -> list[DifficultMail]:
    """One defect after the other, so that each has its share."""
    defects = [EVERY[at % len(EVERY)] for at in range(count)]
    return [
        _changed(_made(each, first + at, pristine=False), changes)
        for at, (each, changes) in enumerate(zip(defects, _drawn(count), strict=True))
    ]


Change = tuple[str, int, bytes]


def _whole(bits: int) -> st.SearchStrategy[int]:
    """Of coins alone: whole numbers and bytes are taken from whatever modules hold, which are other
    ones in another process."""
    coins = st.tuples(*[st.booleans()] * bits)
    return coins.map(lambda found: sum(coin << at for at, coin in enumerate(found)))


def _strategy() -> st.SearchStrategy[list[Change]]:
    ways = list(_ONE)
    one = st.tuples(
        _whole(5).map(lambda drawn: ways[drawn % len(ways)]),
        _whole(12),
        _whole(16).map(lambda drawn: sha256(drawn.to_bytes(2, "big")).digest()[:12]),
    )
    return st.tuples(one, one, st.booleans()).map(
        lambda drawn: [drawn[0], drawn[1]] if drawn[2] else [drawn[0]]
    )


def _drawn(count: int) -> list[list[Change]]:
    drawn: list[list[Change]] = []

    @seed(SEED)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(_strategy())
    def draw(changes: list[Change]) -> None:
        drawn.append(changes)

    draw()
    return drawn[:count]


def _changed(mail: DifficultMail, changes: list[Change]) -> DifficultMail:
    raw = mail.raw
    for what, where, noise in changes:
        raw = _ONE[what](raw, where, noise)
    # Whatever was broken, no two are the same by chance.
    return replace(mail, raw=raw + b"\r\n" + mail.words.encode())


def _cut(raw: bytes, where: int, _noise: bytes) -> bytes:
    return raw[: len(raw) - where % max(1, len(raw) // 2)]


def _at_line(raw: bytes, where: int) -> tuple[list[bytes], int]:
    lines = raw.split(b"\r\n")
    return lines, where % min(len(lines), _LATER)


def _double(raw: bytes, where: int, _noise: bytes) -> bytes:
    lines, at = _at_line(raw, where)
    return b"\r\n".join([*lines[: at + 1], lines[at], *lines[at + 1 :]])


def _drop(raw: bytes, where: int, _noise: bytes) -> bytes:
    lines, at = _at_line(raw, where)
    return b"\r\n".join([*lines[:at], *lines[at + 1 :]])


def _swap(raw: bytes, where: int, _noise: bytes) -> bytes:
    lines, at = _at_line(raw, where)
    lines[0], lines[at] = lines[at], lines[0]
    return b"\r\n".join(lines)


def _insert(raw: bytes, where: int, noise: bytes) -> bytes:
    at = where % len(raw)
    return raw[:at] + noise + raw[at:]


def _flip(raw: bytes, where: int, noise: bytes) -> bytes:
    at = where % len(raw)
    return raw[:at] + bytes(a ^ b for a, b in zip(raw[at:], noise, strict=False)) + raw[at + 12 :]


def _lf(raw: bytes, _where: int, _noise: bytes) -> bytes:
    return raw.replace(b"\r\n", b"\n")


def _long(raw: bytes, where: int, noise: bytes) -> bytes:
    return b"X-Noise: " + noise * (where + 1) + b"\r\n" + raw


def _wrap(raw: bytes, _where: int, _noise: bytes) -> bytes:
    head = (
        b'From: gp.two@ashgrove.example.org\r\nContent-Type: multipart/mixed; boundary="w"\r\n\r\n'
    )
    return head + b"--w\r\nContent-Type: message/rfc822\r\n\r\n" + raw + b"\r\n--w--\r\n"


_ONE = {
    "cut": _cut,
    "double": _double,
    "drop": _drop,
    "swap": _swap,
    "insert": _insert,
    "flip": _flip,
    "lf": _lf,
    "long": _long,
    "wrap": _wrap,
}
