"""`audit verify`: the whole trail held against its chain, against the heads that are kept here and
against those that somebody kept elsewhere (H14)."""

from collections.abc import Sequence
from dataclasses import dataclass

from advice_line.ledger import heads
from advice_line.ledger.heads import Head
from advice_line.ledger.proving import Proof, prove
from advice_line.ledger.work import Work
from advice_line.rules.trail_faults import Fault


@dataclass(frozen=True)
class Verified:
    """`heads` is how many were held against it, the `kept` ones of this database among them."""

    proof: Proof
    faults: tuple[Fault, ...]
    heads: int
    kept: int

    @property
    def fits(self) -> bool:
        return not self.faults


def verify(work: Work, given: Sequence[Head] = ()) -> Verified:
    """In one consistent look; nothing is written."""
    kept = [heads.of_row(row) for row in heads.all_kept(work.session)]
    every = [*kept, *(each for each in given if each not in kept)]
    proof = prove(work.session, {head.position for head in every})
    beside = heads.faults(work.vault, proof, every, heads.site_of(work.session))
    return Verified(proof, (*proof.faults, *beside), len(every), len(kept))
