"""Two ways out of the house, switched off: where they would lead is the reader's to fill in."""

from datetime import datetime

from chuangcheng.kit.actor import SYSTEM
from chuangcheng.notices.actions import define_channel
from chuangcheng.notices.queries import Channel
from chuangcheng.units.queries import unit_by_code

ROBOT = "https://robots.example.invalid/cgi-bin/webhook/send?key=sample"
HOOK = "https://province.example.invalid/hooks/chuangcheng"


def has_channels() -> bool:
    """True if some are there already."""
    return Channel.objects.exists()


def channels(at: datetime) -> None:
    """A group robot of the urban management bureau and a webhook to the province."""
    define_channel(
        by=SYSTEM,
        at=at,
        kind="wecom",
        name="城管局创城工作群",
        unit=unit_by_code("DW26"),
        kinds=["case_given", "case_reminder", "overdue"],
        values={"url": ROBOT},
    )
    define_channel(
        by=SYSTEM, at=at, kind="webhook", name="省级平台", kinds=["overdue", "case_course"], values={"url": HOOK}
    )
