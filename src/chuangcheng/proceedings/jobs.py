"""What is forgotten on schedule. Nothing public waits for a job: it is computed when it is read."""

from chuangcheng.kit import clock
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.jobs import job
from chuangcheng.proceedings.actions import forget_contacts


@job()
def forget() -> None:
    """Telephone numbers of people who objected."""
    at = clock.now()
    while forget_contacts(by=SYSTEM, at=at):
        continue
