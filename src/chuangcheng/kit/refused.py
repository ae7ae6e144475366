"""Anticipated refusals: one exception that a middleware turns into a form error, a page or a problem."""

from typing import Any


class Refused(Exception):
    """Anything anticipated. `code` is stable English, `message` a translatable sentence with the way out.

    `field` names the form field or column that is meant, if one is.
    """

    status = 409

    def __init__(self, code: str, message: Any, *, field: str | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.field = field

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"


class NotAllowed(Refused):
    """The actor lacks the verb. Faces answer 404, so that the existence of a thing is not told."""

    status = 404

    def __init__(self, verb: str) -> None:
        super().__init__("not_allowed", verb)
        self.verb = verb


class NotFound(Refused):
    """The thing does not exist, or this actor may not know that it does."""

    status = 404

    def __init__(self, what: str = "") -> None:
        super().__init__("not_found", what)


class Stale(Refused):
    """Somebody else moved the thing meanwhile (a compare-and-set found another state)."""
