"""The addresses of information governance, and what each takes."""

from advice_line.trust.roles import Action

DATA: dict[tuple[str, str], Action] = {
    ("POST", "/q/{token}/teaching"): Action.WRITE_QUESTION,
    ("POST", "/desk/{reference}/teaching"): Action.OBJECT_TO_TEACHING,
    ("POST", "/desk/{reference}/teaching/{objection}/lift"): Action.OBJECT_TO_TEACHING,
    ("GET", "/admin/data"): Action.SEE_DATA_LIFE,
    ("GET", "/admin/data/receipts/{receipt}"): Action.SEE_DATA_LIFE,
    ("GET", "/admin/data/holds"): Action.SEE_DATA_LIFE,
    ("POST", "/admin/data/holds"): Action.KEEP_DATA_LIFE,
    ("POST", "/admin/data/holds/{hold}/lift"): Action.KEEP_DATA_LIFE,
    ("GET", "/admin/data/objections"): Action.SEE_DATA_LIFE,
    ("POST", "/admin/data/objections"): Action.KEEP_DATA_LIFE,
    ("POST", "/admin/data/objections/{objection}/lift"): Action.KEEP_DATA_LIFE,
    ("GET", "/admin/data/access"): Action.KEEP_DATA_LIFE,
    ("POST", "/admin/data/access"): Action.KEEP_DATA_LIFE,
    ("POST", "/admin/data/access/pack"): Action.KEEP_DATA_LIFE,
    ("GET", "/admin/data/erasures"): Action.SEE_DATA_LIFE,
    ("POST", "/admin/data/erasures"): Action.KEEP_DATA_LIFE,
    ("GET", "/admin/data/erasures/{erasure}"): Action.KEEP_DATA_LIFE,
    ("POST", "/admin/data/erasures/{erasure}/confirm"): Action.KEEP_DATA_LIFE,
    ("POST", "/admin/data/erasures/{erasure}/refuse"): Action.KEEP_DATA_LIFE,
}
