"""Plans and feedback from above as spreadsheets."""

from chuangcheng.plans.spreadsheet.feedback import FEEDBACK_COLUMNS, ShortfallRow, preview_feedback, register_sheet
from chuangcheng.plans.spreadsheet.plan import COLUMNS, PlanPreview, plan_sheet, preview_plan

__all__ = [
    "COLUMNS",
    "FEEDBACK_COLUMNS",
    "PlanPreview",
    "ShortfallRow",
    "plan_sheet",
    "preview_feedback",
    "preview_plan",
    "register_sheet",
]
