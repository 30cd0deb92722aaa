"""How `/api/v1` refuses people who are signed in, as JSON: `web/error_data.py` makes it."""

from typing import Any

from pydantic import BaseModel, Field


class ProblemTold(BaseModel):
    field: str
    message: str


class ErrorTold(BaseModel):
    """`problems` where something cannot be used, `breaches` where a reason is needed, the other
    three where the rota was changed meanwhile."""

    error: str
    problems: list[ProblemTold] = Field(default=[])
    breaches: list[str] = Field(default=[])
    version: str | None = None
    seen: list[dict[str, Any]] = Field(default=[])
    now: list[dict[str, Any]] = Field(default=[])
    reference: str | None = Field(default=None, description="Of a fault of ours, for who mends it.")
