"""Rights of the field URLs, keyed by view name."""

from chuangcheng.config.rights.right import PUBLIC, STAFF, Right, needs, needs_json

FIELD: dict[str, Right] = {
    # the app itself holds nothing about anybody: whoever is signed out goes on working in it
    "field:app": PUBLIC,
    "field:worker": PUBLIC,
    "field:manifest": PUBLIC,
    "field:home": needs("inspections.see_stop"),
    "field:visit": needs("inspections.see_stop"),
    "field:answer": needs("inspections.record_observations"),
    "field:met": needs("inspections.record_observations"),
    "field:recheck_photo": needs("inspections.see_stop"),
    "field:photo": needs("inspections.see_stop"),
    "field:calibration": needs("calibrations.see_scene"),
    "field:scene": needs("calibrations.judge_scene"),
    "field:scene_picture": needs("calibrations.see_scene"),
    "field:card": needs("frameworks.see_edition"),
    "field:recheck": needs("inspections.see_stop"),
    "field:case_photo": needs("inspections.see_stop"),
    "field:finding": needs("inspections.raise_finding"),
    "field:finish": needs("inspections.finish_visit"),
    "field:not_possible": needs("inspections.mark_not_possible"),
    "field:patrol": STAFF,
    "field:patrol_point": STAFF,
    # answers 401 or 404 as JSON itself: a phone without a session must not be sent to a page
    "field:scans": PUBLIC,
    "field:free_visit": needs("inspections.start_free_visit"),
    # what the phone's program calls
    "field:session": needs_json(),
    "field:devices": needs_json("inspections.see_stop"),
    "field:packet": needs_json("inspections.see_stop"),
    "field:free_sites": needs_json("inspections.start_free_visit"),
    "field:submissions": needs_json("inspections.record_observations"),
    "field:submission": needs_json("inspections.record_observations"),
    "field:uploads": needs_json("inspections.record_observations"),
    "field:upload": needs_json("inspections.record_observations"),
    # a unit's own streets and checks: queries find them for its members alone
    "field:streets": STAFF,
    "field:street": STAFF,
    "field:sign": STAFF,
    "field:self_checks": needs("inspections.start_self_check"),
    "field:self_check": needs("inspections.answer_self_check"),
    "field:start_self_check": needs("inspections.start_self_check"),
    "field:register_self_check": needs("inspections.register_self_check"),
}
