"""The addresses of the directory's pages and what it takes to use each."""

from advice_line.trust.roles import Action

PLACE = "/admin/directory"
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
    ("GET", "/admin/people"): Action.KEEP_PEOPLE,
    # Whoever keeps them, or somebody themselves: the door asks.
    ("GET", "/people/{person}"): Action.SEE_SERVICE,
    ("POST", "/people/{person}"): Action.KEEP_PEOPLE,
    ("POST", "/people/{person}/code"): Action.SEE_SERVICE,
    ("POST", "/people/{person}/verify"): Action.SEE_SERVICE,
}


def of(code: str, act: str = "") -> str:
    return f"{PLACE}/{code}{f'/{act}' if act else ''}"
