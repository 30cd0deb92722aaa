"""What the watch knows, to be looked at; and a gap that is taken by whoever was told of it."""

from advice_line.staffing.changing_rota import Done
from advice_line.staffing.rota_door import RotaDoor
from advice_line.staffing.watched import Findings, ReachCheck
from advice_line.trust.roles import Actor


class Watch(RotaDoor):
    def findings(self, actor: Actor, line: str | None = None) -> Findings:
        """What is wrong on one line, or on all where none is named. Raises `errors.NotFound`."""
        raise NotImplementedError

    def checks(self, actor: Actor, line: str | None = None) -> tuple[ReachCheck, ...]:
        """Who was asked in the last seven days whether they can be reached, the newest first.
        Raises `errors.NotFound`."""
        raise NotImplementedError

    def take(self, actor: Actor, finding: str, *, form_key: str | None = None) -> Done:
        """The actor is on tier 1 for what is left of a gap, by the `id` of its finding. `Done.key`
        is the take-over's. Raises `errors.NotFound`, `errors.NotAllowed` for who cannot be rung,
        `errors.AlreadyTaken`, and `errors.Conflict` for a gap that was closed or is over."""
        raise NotImplementedError
