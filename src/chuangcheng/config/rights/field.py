"""Rights of the field URLs, keyed by view name."""

from chuangcheng.config.rights.right import PUBLIC, STAFF, Right, needs, needs_json

FIELD: dict[str, Right] = {
    # the app itself holds nothing about anybody: whoever is signed out goes on working in it
    "field:home": PUBLIC,
    "field:app": PUBLIC,
    "field:worker": PUBLIC,
    "field:manifest": PUBLIC,
    "field:recheck_photo": needs("inspections.see_stop"),
    "field:calibration": needs("calibrations.see_scene"),
    "field:scene": needs("calibrations.judge_scene"),
    "field:scene_picture": needs("calibrations.see_scene"),
    "field:card": needs("frameworks.see_edition"),
    # what the phone's program calls
    "field:session": needs_json(),
    "field:devices": needs_json("inspections.see_stop", "patrols.record_scan", "surveys.see_interview"),
    "field:packet": needs_json("inspections.see_stop", "patrols.record_scan", "surveys.see_interview"),
    "field:scans": needs_json("patrols.record_scan"),
    "field:free_sites": needs_json("inspections.start_free_visit"),
    "field:submissions": needs_json("inspections.record_observations", "surveys.record_interview"),
    "field:submission": needs_json("inspections.record_observations", "surveys.record_interview"),
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
