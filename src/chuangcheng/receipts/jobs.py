"""What goes on schedule."""

from chuangcheng.kit import clock
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.jobs import job
from chuangcheng.receipts.actions import forget_contents, sweep_uploads


@job(queue="slow")
def sweep() -> None:
    """Uploads that nobody names, contents of records settled long ago."""
    at = clock.now()
    sweep_uploads(by=SYSTEM, at=at)
    forget_contents(by=SYSTEM, at=at)
