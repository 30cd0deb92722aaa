"""The addresses of the directory's pages and what it takes to use each."""

from advice_line.trust.roles import Action

PLACE = "/admin/directory"
PEOPLE = "/admin/people"
NEW = f"{PEOPLE}/new"
ROLES = "/admin/roles"
PERSON = "/people/{person}"
OWN = "/you/details"
_ACTS = {
    "": "GET",
    "/new": "GET POST",
    "/import": "GET POST",
    "/import/{file}": "GET",
    "/import/{file}/refused.csv": "GET",
    "/import/{file}/save": "POST",
    "/import/{file}/discard": "POST",
    "/askers/{key}/merge": "GET POST",
    "/{code}": "GET",
    "/{code}/edit": "GET POST",
    "/{code}/confirm": "POST",
    "/{code}/file": "POST",
    "/{code}/corrections/{correction}": "POST",
    "/{code}/merge": "GET POST",
}
DIRECTORY: dict[tuple[str, str], Action] = {
    (method, f"{PLACE}{path}"): Action.KEEP_DIRECTORY
    for path, methods in _ACTS.items()
    for method in methods.split()
}
DIRECTORY |= {
    ("GET", PEOPLE): Action.KEEP_PEOPLE,
    ("GET", ROLES): Action.SEE_ROLES,
    ("GET", NEW): Action.KEEP_PEOPLE,
    ("POST", NEW): Action.KEEP_PEOPLE,
    ("GET", OWN): Action.SHOW_OWN_REACH,
    # Whoever keeps them, or somebody themselves: the door asks.
    ("GET", PERSON): Action.SHOW_OWN_REACH,
    ("POST", PERSON): Action.KEEP_PEOPLE,
    ("POST", f"{PERSON}/code"): Action.SHOW_OWN_REACH,
    ("POST", f"{PERSON}/verify"): Action.SHOW_OWN_REACH,
    ("POST", f"{PERSON}/roles"): Action.GIVE_ROLES,
    ("POST", f"{PERSON}/end"): Action.KEEP_PEOPLE,
    ("POST", f"{PERSON}/again"): Action.GIVE_ROLES,
}


def of(code: str, act: str = "") -> str:
    return f"{PLACE}/{code}{f'/{act}' if act else ''}"
