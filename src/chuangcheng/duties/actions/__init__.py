"""What is done with duties, holdings of places and remits of groups."""

from chuangcheng.duties.actions.contracts import (
    hand_over_place,
    lapse_contract,
    name_holder_post,
    remind_contract,
    renew_contract,
    set_class_duties,
    set_kept_duties,
)
from chuangcheng.duties.actions.duties import assign_duty, confirm_duties, import_duties, name_post, withdraw_duty
from chuangcheng.duties.actions.holdings import end_holding, hold_place, import_holdings
from chuangcheng.duties.actions.remits import import_remits, set_remit, set_threshold
from chuangcheng.duties.actions.routing import (
    end_routing_rule,
    import_routing_rules,
    propose_routing_rule,
    rehearse_routing_rule,
    switch_on_routing_rule,
)
from chuangcheng.duties.actions.working_rules import (
    acknowledge_working_rules,
    issue_working_rules,
    remind_working_rules,
    withdraw_working_rules,
)

__all__ = [
    "acknowledge_working_rules",
    "issue_working_rules",
    "remind_working_rules",
    "withdraw_working_rules",
    "end_routing_rule",
    "import_routing_rules",
    "propose_routing_rule",
    "rehearse_routing_rule",
    "switch_on_routing_rule",
    "assign_duty",
    "confirm_duties",
    "end_holding",
    "hand_over_place",
    "hold_place",
    "import_duties",
    "import_holdings",
    "import_remits",
    "lapse_contract",
    "name_holder_post",
    "name_post",
    "remind_contract",
    "renew_contract",
    "set_class_duties",
    "set_kept_duties",
    "set_remit",
    "set_threshold",
    "withdraw_duty",
]
