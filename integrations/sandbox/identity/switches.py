"""What can be wrong with a provider, each to be turned on by a story. What is None is as it should
be; `said` are claims that take the place of right ones."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Switches:
    """`down`: connections are closed at once. `algorithm`: tokens are signed so. `kid`: they name
    this key. `issued_in`: so many seconds from now. `foreign_key`: signed by a key of somebody
    else under the right id. `calls_itself`: the issuer that it publishes. `declines`: whoever
    signs in is sent back with this error. `tokenless`: the token is left out. `kind`: what
    a token that signs somebody out says it is. `keeps`: a real browser stays there, on a page that
    says where it would be led."""

    down: bool = False
    algorithm: str = "RS256"
    kid: str = ""
    issued_in: int = 0
    lasts: int = 300
    foreign_key: bool = False
    calls_itself: str | None = None
    declines: str | None = None
    tokenless: bool = False
    keeps: bool = False
    kind: str = "logout+jwt"
    said: dict[str, Any] = field(default_factory=dict)
