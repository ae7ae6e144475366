"""What happens by the clock, and the pack that is built in the background. Running twice does nothing twice."""

from chuangcheng.kit import clock
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.jobs import job
from chuangcheng.kit.refused import Refused
from chuangcheng.materials import queries
from chuangcheng.materials.actions import build_pack, lapse_event, remind_of_demand
from chuangcheng.materials.models import Pack


@job(queue="slow")
def build(pack_id: int) -> None:
    """Build a pack that was asked for."""
    pack = Pack.objects.select_related("edition").filter(pk=pack_id).first()
    if pack is not None:
        build_pack(by=SYSTEM, at=clock.now(), pack=pack)


@job()
def watch() -> None:
    """Tell units of what is due and missing; let events lapse whose window is over. Each is an act of its own."""
    at = clock.now()
    for demand in queries.to_remind(at):
        try:
            remind_of_demand(by=SYSTEM, at=at, demand=demand)
        except Refused:
            continue
    for event in queries.to_lapse(at):
        try:
            lapse_event(by=SYSTEM, at=at, event=event)
        except Refused:
            continue
