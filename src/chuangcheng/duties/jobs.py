"""What happens to contracts by the calendar alone. Each step is an act of its own; running twice does nothing twice."""

from django.utils.timezone import localdate

from chuangcheng.duties import queries
from chuangcheng.duties.actions import lapse_contract, remind_contract, remind_working_rules
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


@job()
def remind_of_rules() -> None:
    """Units that owe an acknowledgement hear of it on the day, and once more the day after."""
    at = clock.now()
    for rules in queries.rules_to_remind(localdate(at)):
        try:
            remind_working_rules(by=SYSTEM, at=at, rules=rules)
        except Refused:
            continue
