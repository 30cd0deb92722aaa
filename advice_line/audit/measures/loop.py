"""Whether advice arrives: sent, delivered, opened and acknowledged are separate facts (H04)."""

from sqlmodel import col

from advice_line.audit.measures.common import ADVISED, NOBODYS, OF_ADVISED
from advice_line.audit.measures.definition import Condition, Measure, Spread, share
from advice_line.audit_kinds import Better, ClockKind, Group, Unit
from advice_line.tables.audit_facts import AuditQuery

_SOURCE = "This service's hazard H04; GMC Good medical practice 2024, 69-70"


def _share(
    name: str,
    title: str,
    question: str,
    said: str,
    counts: Condition,
    better: Better,
    *,
    by_receipts: bool = False,
    changes: tuple[str, ...] = (),
) -> Measure:
    return Measure(
        id=f"loop.{name}",
        group=Group.LOOP,
        name=title,
        question=question,
        numerator=f"of these, {said}",
        denominator="advised queries",
        exclusions=NOBODYS,
        how=share(AuditQuery, counts, ADVISED),
        unit=Unit.SHARE,
        source=_SOURCE,
        better=better,
        by=OF_ADVISED,
        by_receipts=by_receipts,
        changes=changes,
    )


def _spread(name: str, title: str, until: str, *, by_receipts: bool = False) -> Measure:
    return Measure(
        id=f"loop.to_{name}",
        group=Group.LOOP,
        name=title,
        question=f"How long until advice is {until}?",
        numerator=f"advised queries whose advice was {until}, from its signature",
        denominator="the same",
        exclusions=NOBODYS,
        clock=ClockKind.ELAPSED,
        how=Spread(AuditQuery, getattr(AuditQuery, f"to_{name}"), ADVISED),
        unit=Unit.SECONDS,
        source=_SOURCE,
        better=Better.LOWER,
        within=f"loop.{name}",
        by_receipts=by_receipts,
    )


_UP, _DOWN = Better.HIGHER, Better.LOWER
_IS = AuditQuery

MEASURES = (
    _share("sent", "Advice sent", "Does it leave?", "a letter was sent", col(_IS.sent), _UP),
    _share(
        "delivered",
        "Advice delivered",
        "Does it arrive?",
        "the server it went to said that it took it, which not every server says: where none said "
        "so of any, it is not known",
        col(_IS.delivered),
        _UP,
        by_receipts=True,
        changes=(
            "where no server said of any letter that it took it, none of it is known; it was 0%",
        ),
    ),
    _share(
        "opened",
        "Advice opened",
        "Is it opened?",
        "somebody opened it by a button, never a scanner",
        col(_IS.opened),
        _UP,
    ),
    _share(
        "acknowledged",
        "Advice acknowledged",
        "Does anybody say that they have it?",
        "somebody of the practice said so",
        col(_IS.acknowledged),
        _UP,
    ),
    _share(
        "clinician_acts",
        "A clinician will act",
        "Is it with somebody who acts upon it?",
        "a clinician said that they act, which is more than filed",
        col(_IS.clinician_acts),
        _UP,
    ),
    _share(
        "read_back",
        "Advice read back",
        "Is spoken advice heard right?",
        "it was read back in the talk",
        col(_IS.read_back),
        Better.NEITHER,
    ),
    _share(
        "bounced",
        "Advice that came back",
        "How often does it not arrive?",
        "a version could not be delivered",
        col(_IS.bounced),
        _DOWN,
    ),
    _spread("sent", "Time to sending", "sent"),
    _spread("delivered", "Time to delivery", "delivered", by_receipts=True),
    _spread("opened", "Time to opening", "opened"),
    _spread("acknowledged", "Time to acknowledgement", "acknowledged"),
)
