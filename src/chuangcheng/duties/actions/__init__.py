"""What is done with duties, holdings of places and remits of groups."""

from chuangcheng.duties.actions.duties import assign_duty, confirm_duties, import_duties, name_post, withdraw_duty
from chuangcheng.duties.actions.holdings import end_holding, hold_place, import_holdings
from chuangcheng.duties.actions.remits import import_remits, set_remit, set_threshold

__all__ = [
    "assign_duty",
    "confirm_duties",
    "end_holding",
    "hold_place",
    "import_duties",
    "import_holdings",
    "import_remits",
    "name_post",
    "set_remit",
    "set_threshold",
    "withdraw_duty",
]
