"""Who acts in these stories, as they are once they have signed in."""

from advice_line.directory import lookups
from advice_line.kinds import Role
from advice_line.ledger.work import Ledger
from advice_line.trust.roles import Actor


def acting(site: Ledger, key: str) -> Actor:
    with site.look("test") as work:
        person = lookups.responder_by_key(work.session, key)
    assert person is not None
    roles = frozenset(Role(each) for each in person.roles)
    return Actor(f"responder:{key}", roles, person.name, person.id)
