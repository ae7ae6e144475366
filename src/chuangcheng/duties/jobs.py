"""What happens to contracts by the calendar alone. Each step is an act of its own; running twice does nothing twice."""

from chuangcheng.duties import queries
from chuangcheng.duties.actions import lapse_contract, remind_contract
from chuangcheng.kit import clock
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.jobs import job
from chuangcheng.kit.refused import Refused


@job()
def watch_contracts() -> None:
    """Tell holders before the last day, and let lapse what nobody renewed."""
    at = clock.now()
    for holding in queries.holdings_to_remind(at):
        try:
            remind_contract(by=SYSTEM, at=at, holding=holding)
        except Refused:
            continue
    for holding in queries.holdings_to_lapse(at):
        try:
            lapse_contract(by=SYSTEM, at=at, holding=holding)
        except Refused:
            continue
