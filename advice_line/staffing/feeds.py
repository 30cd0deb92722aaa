"""Calendar feeds of the rota at secret addresses, which their makers can take back."""

from advice_line.staffing.exchanged import FeedShown, Served
from advice_line.staffing.rota_door import RotaDoor
from advice_line.trust.roles import Actor


class Feeds(RotaDoor):
    def make(self, actor: Actor, *, line: str | None = None) -> FeedShown:
        """The actor's own duties on every line, or with a `line` everybody's on it. Raises
        `errors.NotFound`."""
        raise NotImplementedError

    def revoke(self, actor: Actor, feed_id: str) -> None:
        """Its address leads nowhere from now on. Its maker may, and who may change the rota.
        Raises `errors.NotFound`."""
        raise NotImplementedError

    def of(self, actor: Actor) -> tuple[FeedShown, ...]:
        """The actor's own, the newest first; everybody's for who may change the rota."""
        raise NotImplementedError

    def read(self, token: str) -> Served:
        """For `/rota/feed/{token}.ics`, whoever asks. Raises `errors.NotFound` for a token that is
        forged, unknown or revoked: they look the same."""
        raise NotImplementedError
