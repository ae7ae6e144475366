"""The writes of this room: rounds, visits, observations, findings."""

from chuangcheng.inspections.actions.applying import apply_submission, note_signal
from chuangcheng.inspections.actions.assessments import set_assessment_period
from chuangcheng.inspections.actions.calendar_addresses import make_calendar_address, revoke_calendar_address
from chuangcheng.inspections.actions.findings import raise_finding
from chuangcheng.inspections.actions.hints import dismiss_hint
from chuangcheng.inspections.actions.observing import Observed, record_observations
from chuangcheng.inspections.actions.planning import plan_round
from chuangcheng.inspections.actions.readings import conclude_visit, finish_reading, take_up_observation
from chuangcheng.inspections.actions.rechecking import Seen, plan_recheck, plan_recheck_round
from chuangcheng.inspections.actions.reviewing import Reviewed, plan_review_round
from chuangcheng.inspections.actions.roads import Ruled, import_road_graph, set_route_rules
from chuangcheng.inspections.actions.rounds import cancel_round, end_round, open_round
from chuangcheng.inspections.actions.routes import plan_routes
from chuangcheng.inspections.actions.self_checks import (
    SelfAnswer,
    answer_self_check,
    finish_self_check,
    register_self_check,
    start_self_check,
)
from chuangcheng.inspections.actions.visiting import finish_visit, mark_not_possible
from chuangcheng.inspections.actions.visits import replace_inspector, start_free_visit
from chuangcheng.inspections.actions.yearly import drop_frequency, make_year_plan, plan_frequency, reveal_year_plan

__all__ = [
    "SelfAnswer",
    "answer_self_check",
    "finish_self_check",
    "register_self_check",
    "start_self_check",
    "Observed",
    "apply_submission",
    "Reviewed",
    "Ruled",
    "drop_frequency",
    "import_road_graph",
    "make_calendar_address",
    "make_year_plan",
    "plan_frequency",
    "plan_routes",
    "reveal_year_plan",
    "revoke_calendar_address",
    "set_route_rules",
    "Seen",
    "cancel_round",
    "dismiss_hint",
    "conclude_visit",
    "end_round",
    "finish_reading",
    "finish_visit",
    "mark_not_possible",
    "open_round",
    "note_signal",
    "plan_recheck",
    "plan_recheck_round",
    "plan_review_round",
    "plan_round",
    "raise_finding",
    "record_observations",
    "replace_inspector",
    "set_assessment_period",
    "start_free_visit",
    "take_up_observation",
]
