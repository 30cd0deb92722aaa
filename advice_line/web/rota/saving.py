"""What happens when a form of the rota is sent: saved, shown again with what was wrong, or, where
somebody else was first, both versions side by side. What was typed stays on the page throughout."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from starlette.responses import Response

from advice_line.errors import DutyShown, Invalid, Problem, ReasonNeeded, RotaMoved
from advice_line.rules.written import when
from advice_line.staffing.changes.amending import Done
from advice_line.tables.directory import Line
from advice_line.web import form_tokens
from advice_line.web.access import StaleForm, Visit
from advice_line.web.rota import places
from advice_line.web.rota.doors import Link
from advice_line.web.rota.labels import TIERS
from advice_line.web.rota.said import said
from rota import columns, walltime
from rota.values import Tier

Form = Mapping[str, str]


class Again(Protocol):
    """Shows the form again as it was typed."""

    def __call__(
        self, status: int, problems: Sequence[Problem], breaches: Sequence[str]
    ) -> Response: ...


@dataclass(frozen=True)
class Saving:
    """One form that was sent, about one line: `word` is what `said` knows of it, `to` where it
    leads, `mine` says line by line what is being saved, for who was not the first. `undone_by` is
    the name under which what was made is handed on, for a page that takes it back with one tap."""

    visit: Visit
    of: Line
    form: Form
    word: str
    to: Link
    mine: Callable[[], list[str]] = list
    undone_by: str | None = None

    def by(self, act: Callable[[], Done], again: Again) -> Response:
        if not self.visit.holds(self.form):
            # Signed in again since the page was opened: nothing is done, and nothing is lost.
            return again(403, [Problem("", StaleForm.sentence)], ())
        try:
            done = act()
        except RotaMoved as moved:
            return self._moved(moved)
        except ReasonNeeded as needed:
            return again(422, needed.problems, needed.breaches)
        except Invalid as error:
            return again(422, error.problems, ())
        return finished(self.visit, done, self.word, self._on(done))

    def _on(self, done: Done) -> Link:
        if self.undone_by is None or done.key is None:
            return self.to
        return Link(places.with_more(self.to.href, {self.undone_by: done.key}), self.to.label)

    def _moved(self, moved: RotaMoved) -> Response:
        kept = {**self.form, "version": moved.version}
        rows = _Rows(self.visit, self.of.time_zone)
        return self.visit.page(
            "rota/moved.html",
            status=409,
            of=self.of,
            mine=self.mine(),
            before=rows.of(moved.seen, moved.now),
            after=rows.of(moved.now, moved.seen),
            action=self.visit.path,
            fields=[each for each in kept.items() if each[0] != form_tokens.FIELD],
            keep=self.to.href,
            form_token=self.visit.form_token(),
        )


def finished(visit: Visit, done: Done, word: str, to: Link, *, told: str | None = None) -> Response:
    """On to where it leads, or first what there is to know of what was done. `told` are closer
    words than those of `word`, which the page that it leads to finds for itself."""
    if not done.notes:
        return visit.go(places.with_more(to.href, {"done": word}))
    return visit.page("rota/saved.html", said=told or said(word), notes=done.notes, on=to)


@dataclass(frozen=True)
class _Row:
    words: str
    only: bool


class _Rows:
    def __init__(self, visit: Visit, zone: str) -> None:
        self._zone = zone
        self._names = visit.site.roster.names(visit.actor)

    def of(self, duties: Sequence[DutyShown], others: Sequence[DutyShown]) -> list[_Row]:
        """Only of days on which anything differs: the rest of the weeks is as it was."""
        days = {self._day(each) for each in set(duties) ^ set(others)}
        here = (each for each in duties if self._day(each) in days)
        return [_Row(self._words(each), each not in others) for each in here]

    def _day(self, duty: DutyShown) -> date:
        return walltime.local_day(duty.start, columns.read_zone(self._zone))

    def _words(self, duty: DutyShown) -> str:
        who = self._names.get(duty.person, duty.person)
        span = f"{when(duty.start, self._zone)} to {when(duty.end, self._zone)}"
        return f"{span}: {TIERS[Tier(duty.tier)]}, {who}"
