"""Everything that can be done with plans, feedback and meetings."""

from chuangcheng.plans.actions.books import copy_plan, import_undertakings, set_slippage_rule
from chuangcheng.plans.actions.feedback import import_feedback
from chuangcheng.plans.actions.meetings import (
    add_resolution,
    cancel_meeting,
    conclude_meeting,
    hold_meeting,
    invite_units,
    plan_meeting,
    set_agenda,
    settle_resolution,
    write_minutes,
)
from chuangcheng.plans.actions.progress import confirm_done, report_done, report_progress, return_undertaking
from chuangcheng.plans.actions.undertakings import (
    confirm_undertaking,
    draft_undertaking,
    drop_undertaking,
    edit_undertaking,
    pass_on_undertaking,
    postpone_undertaking,
    reopen_undertaking,
)
from chuangcheng.plans.actions.upgrades import define_upgrade_kind

__all__ = [
    "add_resolution",
    "cancel_meeting",
    "conclude_meeting",
    "confirm_done",
    "confirm_undertaking",
    "copy_plan",
    "define_upgrade_kind",
    "draft_undertaking",
    "drop_undertaking",
    "edit_undertaking",
    "hold_meeting",
    "import_feedback",
    "import_undertakings",
    "invite_units",
    "pass_on_undertaking",
    "plan_meeting",
    "postpone_undertaking",
    "reopen_undertaking",
    "report_done",
    "report_progress",
    "return_undertaking",
    "set_agenda",
    "set_slippage_rule",
    "settle_resolution",
    "write_minutes",
]
