"""What goes on schedule."""

from chuangcheng.documents.actions import publish_open_data
from chuangcheng.kit import clock
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.jobs import job


@job(queue="slow")
def write_open_data() -> None:
    """Every night all files anew; one whose content is the same stays where it is."""
    publish_open_data(by=SYSTEM, at=clock.now())
