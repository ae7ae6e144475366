"""Rights of the dashboard and of the explorer."""

from chuangcheng.config.rights.right import Right, needs

SEEING: dict[str, Right] = {
    "desk:assessment_day": needs("frameworks.set_assessment_day"),
    "desk:dashboard": needs("scoring.see_score"),
    "desk:dashboard_map": needs("scoring.see_score"),
    "desk:explorer": needs("scoring.see_score"),
    "desk:export_explorer": needs("scoring.see_score"),
}
