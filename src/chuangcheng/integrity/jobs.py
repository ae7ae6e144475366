"""Forgetting. Nothing public waits for a job."""

from chuangcheng.integrity.actions import forget_parties
from chuangcheng.kit import clock
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.jobs import job


@job()
def tend() -> None:
    """Names and numbers whose time is over."""
    at = clock.now()
    while forget_parties(by=SYSTEM, at=at):
        continue
