"""Who keeps the data of a deployment keeps all of it: a patient, a requester and a receipt are of
no one line. Whoever has the role on single lines is told so."""

from advice_line.errors import NotAllowed
from advice_line.trust.roles import Action, Actor, require

_SAID = "This is of every line: it takes the role of information governance on all of them."


def require_all(by: Actor, action: Action) -> None:
    """Raises `errors.NotAllowed`."""
    require(by, action)
    if not by.everywhere(action):
        raise NotAllowed(_SAID)
