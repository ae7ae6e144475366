"""What happens to patrols by the clock alone. Each step is an act of its own; running twice does nothing twice."""

from collections.abc import Callable, Iterable
from typing import Any

from chuangcheng.kit import clock
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.jobs import job
from chuangcheng.kit.refused import Refused
from chuangcheng.patrols import queries
from chuangcheng.patrols.actions import close_window, forget_scans, raise_alarm, remind_of_assessment, warn_of_gap
from chuangcheng.patrols.models import AlarmKind


@job()
def watch() -> None:
    """Gaps within a day, windows about to end, windows that have ended: after a stop the late ones, once each."""
    at = clock.now()
    _each(queries.uncovered(at), lambda window: warn_of_gap(by=SYSTEM, at=at, window=window))
    _each(queries.to_remind(at), lambda spot: remind_of_assessment(by=SYSTEM, at=at, spot=spot))
    _each(queries.to_warn(at), lambda window: raise_alarm(by=SYSTEM, at=at, window=window, kind=AlarmKind.ENDING))
    while ended := queries.to_close(at):
        if not _each(ended, lambda window: close_window(by=SYSTEM, at=at, window=window)):
            return


def _each(things: Iterable[Any], deed: Callable[[Any], object]) -> int:
    """Do it to each; what somebody did meanwhile is passed over. Returns how many were done."""
    done = 0
    for thing in things:
        try:
            deed(thing)
        except Refused:
            continue
        done += 1
    return done


@job()
def forget() -> None:
    """Scans are kept briefly."""
    forget_scans(by=SYSTEM, at=clock.now())
