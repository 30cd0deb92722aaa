"""How the vendor refuses a REST request: its codes, its words, its JSON."""

import json
from dataclasses import dataclass


class Refusal(Exception):
    """Answered with `status` and the vendor's error `code`.

    `expected` marks what a sound application may well run into (a landline, a recording that is
    not ready); every other refusal is also a fault of the application.
    """

    def __init__(self, status: int, code: int, message: str, expected: bool = False) -> None:
        super().__init__(f"{code}: {message}")
        self.status = status
        self.code = code
        self.message = message
        self.expected = expected

    def answer(self) -> "RestAnswer":
        more = f"https://www.twilio.com/docs/errors/{self.code}"
        body = {"code": self.code, "message": self.message, "more_info": more}
        return RestAnswer.of(self.status, {**body, "status": self.status})


@dataclass(frozen=True)
class RestAnswer:
    status: int
    body: bytes
    content_type: str = "application/json"

    @classmethod
    def of(cls, status: int, body: object) -> "RestAnswer":
        return cls(status, json.dumps(body).encode())


class AnswerLost(Exception):
    """The request was carried out and its answer never reached the one who asked."""


def unauthorised() -> Refusal:
    return Refusal(401, 20003, "Authenticate")


def not_found(path: str, expected: bool = True) -> Refusal:
    return Refusal(404, 20404, f"The requested resource {path} was not found", expected)


def bad_field(message: str) -> Refusal:
    return Refusal(400, 20001, message)


def too_many() -> Refusal:
    return Refusal(429, 20429, "Too Many Requests", expected=True)


def server_error() -> Refusal:
    return Refusal(503, 20503, "Service Unavailable", expected=True)
