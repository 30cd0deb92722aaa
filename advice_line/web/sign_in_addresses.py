"""The addresses by which staff sign in, and keep by what they do."""

from advice_line.trust.roles import Action

SIGN_IN: dict[tuple[str, str], Action] = {
    ("GET", "/signin"): Action.SIGN_IN,
    ("POST", "/signin"): Action.SIGN_IN,
    ("GET", "/signin/code"): Action.SIGN_IN,
    ("POST", "/signin/code"): Action.SIGN_IN,
    ("GET", "/signin/oidc"): Action.SIGN_IN,
    ("GET", "/signin/oidc/return"): Action.SIGN_IN,
    ("GET", "/signin/oidc/keys"): Action.SIGN_IN,
    ("POST", "/signin/passkey"): Action.SIGN_IN,
    ("GET", "/signin/authenticator"): Action.SIGN_IN,
    ("POST", "/signin/authenticator"): Action.SIGN_IN,
    ("GET", "/signin/second"): Action.PROVE_SELF,
    ("POST", "/signin/second/passkey"): Action.PROVE_SELF,
    ("POST", "/signin/second/authenticator"): Action.PROVE_SELF,
    ("POST", "/signin/as"): Action.PLAY_DEMO,
    ("POST", "/signout"): Action.SIGN_OUT,
    ("GET", "/r/{token}"): Action.SIGN_IN,
    ("POST", "/r/{token}"): Action.SIGN_IN,
    ("POST", "/r/{token}/fresh"): Action.SIGN_IN,
    ("GET", "/rota/take/{token}"): Action.SIGN_IN,
    ("POST", "/rota/take/{token}"): Action.SIGN_IN,
}
OWN_SIGN_IN: dict[tuple[str, str], Action] = {
    ("GET", "/you/sign-in"): Action.KEEP_SIGN_IN,
    # Whoever has shown one factor and has no other adds it by these.
    ("POST", "/you/sign-in/passkeys"): Action.PROVE_SELF,
    ("GET", "/you/sign-in/authenticator"): Action.PROVE_SELF,
    ("POST", "/you/sign-in/authenticator"): Action.PROVE_SELF,
    ("GET", "/you/sign-in/authenticator/figures"): Action.PROVE_SELF,
    ("POST", "/you/sign-in/authenticator/figures"): Action.PROVE_SELF,
    ("POST", "/you/sign-in/passkeys/{passkey}/remove"): Action.KEEP_SIGN_IN,
    ("POST", "/you/sign-in/authenticator/remove"): Action.KEEP_SIGN_IN,
    ("POST", "/you/sign-in/recovery-codes"): Action.KEEP_SIGN_IN,
    ("POST", "/you/sign-in/sessions/end"): Action.KEEP_SIGN_IN,
    ("POST", "/you/sign-in/sessions/end-others"): Action.KEEP_SIGN_IN,
    ("GET", "/admin/sign-ins"): Action.END_SIGN_INS,
    ("POST", "/admin/sign-ins/end"): Action.END_SIGN_INS,
    ("POST", "/admin/sign-ins/start-again"): Action.END_SIGN_INS,
}
