"""Pure rules of calibration: how far verdicts agree with the references, and to which side they lean."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """Verdicts against references. `share`: agreeing, from 0 to 1. `severity`: from -1 (all that is not met passes) to
    1 (all that is met fails), over scenes where both say met or not met; the bias index of Byrt, Bishop and Carlin
    (1993), J. Clin. Epidemiol. 46, 423–429. None where nothing was judged.
    """

    judged: int
    agreed: int
    share: float | None
    severity: float | None


def result(pairs: Sequence[tuple[str, str]]) -> Result:
    """The result of pairs (reference, verdict)."""
    agreed = sum(reference == verdict for reference, verdict in pairs)
    firm = [pair for pair in pairs if set(pair) <= {"pass", "fail"}]
    harsh = sum(pair == ("pass", "fail") for pair in firm)
    mild = sum(pair == ("fail", "pass") for pair in firm)
    return Result(
        len(pairs),
        agreed,
        agreed / len(pairs) if pairs else None,
        (harsh - mild) / len(firm) if firm else None,
    )


def leaning(severity: float | None, threshold: float = 0.05) -> str:
    """harsh, mild or even, in words for a page; blank where nothing was judged."""
    if severity is None:
        return ""
    return "harsh" if severity > threshold else "mild" if severity < -threshold else "even"
