"""The trail's daily head: how far its chain goes and which link stands there, signed, to be kept
where nobody who may write to this database can change it (H14).

The signature proves that the head was made by who holds this site's SECRET_KEY. It does not prove
that the trail was true when the head was made, nor anything against somebody who holds that key:
against them only a copy that lies elsewhere counts, and that is why it is sent.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, field_serializer
from sqlmodel import Session, col, select

from advice_line.ledger import trail
from advice_line.ledger.once import insert_once
from advice_line.ledger.proving import Proof
from advice_line.ledger.vault import Vault
from advice_line.ledger.work import Work
from advice_line.rules.trail_faults import Fault, TrailFault
from advice_line.tables.ledger import TrailEntry, TrailHead

_PURPOSE = "trail-head"


class Head(BaseModel):
    """As it is printed, written into a file and sent."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    schema_: Literal["trail-head/1"] = Field("trail-head/1", alias="schema")
    site: str = Field(min_length=1, max_length=40)
    day: date
    made_at: AwareDatetime
    position: int = Field(ge=0, description="The last one that is chained, which is their number")
    link: str = Field(max_length=128, description="SHA-256, of that position")
    signature: str = Field(pattern="^[0-9a-f]{64}$", description="HMAC-SHA-256 of all the above")

    @field_serializer("made_at")
    def _z(self, at: datetime) -> str:
        return f"{at:%Y-%m-%dT%H:%M:%SZ}"


def now(work: Work) -> Head:
    """What is chained up to this moment; nothing is written."""
    site = site_of(work.session)
    position, link = trail.end(work.session)
    unsigned = Head(
        schema="trail-head/1",
        site=site,
        day=work.now.date(),
        made_at=work.now.replace(microsecond=0),
        position=position,
        link=link,
        signature="0" * 64,
    )
    return signed(work.vault, unsigned)


def keep(work: Work, head: Head, sealed_to: str | None) -> bool:
    """One a day; False where the day has its own already."""
    return insert_once(
        work.session,
        TrailHead,
        ("day",),
        day=head.day,
        site=head.site,
        made_at=head.made_at,
        position=head.position,
        link=head.link,
        signature=head.signature,
        sealed_to=sealed_to,
    )


def of_row(row: TrailHead) -> Head:
    return Head(
        schema="trail-head/1",
        site=row.site,
        day=row.day,
        made_at=row.made_at,
        position=row.position,
        link=row.link,
        signature=row.signature,
    )


def all_kept(session: Session) -> list[TrailHead]:
    """The oldest first."""
    return list(session.exec(select(TrailHead).order_by(col(TrailHead.day))))


def newest(session: Session) -> TrailHead | None:
    return session.exec(select(TrailHead).order_by(col(TrailHead.day).desc()).limit(1)).first()


def site_of(session: Session) -> str:
    """By which this trail is told from another's: its first link says it, and from the first head
    on that is kept."""
    kept = session.exec(select(TrailHead.site).order_by(col(TrailHead.day)).limit(1)).first()
    first = select(TrailEntry.chain).where(col(TrailEntry.chain_position) == 1)
    return kept or (session.exec(first).first() or trail.BEGINNING)[:16]


def faults(vault: Vault, proof: Proof, given: Iterable[Head], site: str) -> list[Fault]:
    """What is wrong with the trail beside these heads, and with the heads themselves."""
    found, given = [], list(given)
    # Of one that lies elsewhere under a former SECRET_KEY the same is kept here, signed anew.
    proven = {_said(head) for head in given if is_ours(vault, head)}
    for head in given:
        if head.site != site:
            found.append(Fault(TrailFault.HEAD_OF_ANOTHER, head.position))
            continue
        if _said(head) not in proven:
            # It is evidence of nothing, so nothing is said of the trail by it.
            found.append(Fault(TrailFault.HEAD_ALTERED, head.position))
        elif head.position > proof.position:
            found.append(Fault(TrailFault.CUT, head.position, other=proof.position))
        elif head.position and proof.links.get(head.position, head.link) != head.link:
            found.append(Fault(TrailFault.RECOMPUTED, head.position))
    return found


def signed(vault: Vault, head: Head) -> Head:
    """The same under the current SECRET_KEY, whatever signature it bore."""
    return head.model_copy(update={"signature": vault.sign(_said(head), _PURPOSE).hex()})


def is_ours(vault: Vault, head: Head) -> bool:
    """Whether somebody who holds this SECRET_KEY, or a former one that is held, made it."""
    return vault.is_signed_text(_said(head), _PURPOSE, head.signature)


def _said(head: Head) -> str:
    made = (head.site, head.day, f"{head.made_at:%Y-%m-%dT%H:%M:%SZ}", head.position, head.link)
    return "|".join(map(str, made))
