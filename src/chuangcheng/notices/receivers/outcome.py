"""What came of one attempt."""

from dataclasses import dataclass

from chuangcheng.kit.outbound import Answer


@dataclass(frozen=True, slots=True)
class Outcome:
    """`said`: for the log, without secrets. `is_final`: another try would fail the same way. `is_receivers_fault`
    False: this one address or message is wrong, the channel itself works."""

    is_success: bool
    status: int | None = None
    said: str = ""
    receipt: str = ""
    is_final: bool = False
    is_receivers_fault: bool = True
    retry_after: int = 0


def retry_after(answer: Answer) -> int:
    """Seconds a receiver asks us to wait; 0 where it says nothing we can use."""
    asked = answer.headers.get("retry-after", "")
    return int(asked) if asked.isdecimal() and len(asked) < 8 else 0


def shown(answer: Answer) -> str:
    """The beginning of an answer for the log, on one line."""
    return " ".join(answer.body[:300].decode(errors="replace").replace("\0", "").split())


def of_status(answer: Answer) -> Outcome:
    """By the status alone: 2xx is a success, everything else (redirects too) is not."""
    return Outcome(answer.is_success, answer.status, shown(answer), retry_after=retry_after(answer))
