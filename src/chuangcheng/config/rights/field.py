"""Rights of the field URLs, keyed by view name."""

from chuangcheng.config.rights.right import Right, needs

FIELD: dict[str, Right] = {
    "field:home": needs("inspections.see_stop"),
    "field:visit": needs("inspections.see_stop"),
    "field:answer": needs("inspections.record_observations"),
    "field:met": needs("inspections.record_observations"),
    "field:photo": needs("inspections.see_stop"),
    "field:card": needs("frameworks.see_edition"),
    "field:recheck": needs("inspections.see_stop"),
    "field:case_photo": needs("inspections.see_stop"),
    "field:finding": needs("inspections.raise_finding"),
    "field:finish": needs("inspections.finish_visit"),
    "field:not_possible": needs("inspections.mark_not_possible"),
    "field:free_visit": needs("inspections.start_free_visit"),
}
