"""What somebody is kept to whatever their roles are: by a key's scopes, by one factor shown."""

from advice_line.api_kinds import Scope
from advice_line.trust.roles import Action

# What each scope of a key is for.
BY_SYSTEM = {
    Scope.RAISE: Action.ASK_BY_SYSTEM,
    Scope.READ: Action.READ_BY_SYSTEM,
    Scope.LETTER: Action.FETCH_LETTER,
    Scope.ACKNOWLEDGE: Action.ACKNOWLEDGE_BY_SYSTEM,
}

# What a session may do that has shown one factor: what everybody may, and show the second.
WITH_ONE_FACTOR = frozenset(
    {
        Action.SEE_PUBLIC,
        Action.SIGN_IN,
        Action.SIGN_OUT,
        Action.PROVE_SELF,
        Action.ASK,
        Action.SEE_METRICS,
        Action.PLAY_DEMO,
    }
)
