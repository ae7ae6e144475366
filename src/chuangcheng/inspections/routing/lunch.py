"""A break that begins at the first moment at or after its time at which nobody is in the middle of something.

The solver knows no breaks. It plans on a clock from which the break is cut out; walking the tour on the real clock
then puts the break back: after the visit or the way that is under way when its time comes. What follows is exactly as
late as the cut clock said, so the plan stays feasible (tests/inspections/routing walk thousands of tours).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lunch:
    """From `start`, `length` long, in the same unit as all other times."""

    start: float
    length: float

    def __post_init__(self) -> None:
        if self.length < 0:
            raise ValueError("a break cannot be shorter than nothing")

    def cut(self, moment: float) -> float:
        """The moment on the clock without the break."""
        return moment if moment <= self.start else max(self.start, moment - self.length)

    def cut_window(self, opens: float, closes: float) -> tuple[float, float] | None:
        """A window on the clock without the break; None if it lies within the break altogether."""
        end = self.start + self.length
        if self.start < opens and closes < end:
            return None
        return self.cut(opens), self.cut(closes)
