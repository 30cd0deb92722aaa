"""Queries as JSON for programs and commands: no identifier, no free text."""

from typing import Any

from advice_line.desk import reading
from advice_line.ledger.work import Ledger
from advice_line.trust.roles import Action, Actor, require


class Facts:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def of(self, by: Actor, reference: str) -> dict[str, Any]:
        """Raises `errors.NotFound`."""
        require(by, Action.SEE_WORKLIST)
        with self._ledger.look(by.label) as work:
            return reading.as_json(work, reading.by_reference(work, reference))

    def all(
        self,
        by: Actor,
        *,
        line: str | None = None,
        state: str | None = None,
        external: str | None = None,
        limit: int,
    ) -> list[dict[str, Any]]:
        """The newest so many, the oldest of them first."""
        require(by, Action.SEE_WORKLIST)
        with self._ledger.look(by.label) as work:
            found = reading.listed(work, line=line, state=state, external=external)
            return [reading.as_json(work, query) for query in found[-limit:]]
