"""Forgetting. Nothing public waits for a job."""

from chuangcheng.exposures.actions import forget_pictures, forget_plates
from chuangcheng.kit import clock
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.jobs import job


@job()
def tend() -> None:
    """Plates and pictures whose time is over."""
    at = clock.now()
    while forget_plates(by=SYSTEM, at=at):
        continue
    while forget_pictures(by=SYSTEM, at=at):
        continue
