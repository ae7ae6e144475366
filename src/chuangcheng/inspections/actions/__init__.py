"""The writes of this room: rounds, visits, observations, findings."""

from chuangcheng.inspections.actions.applying import apply_submission, note_signal
from chuangcheng.inspections.actions.assessments import set_assessment_period
from chuangcheng.inspections.actions.findings import raise_finding
from chuangcheng.inspections.actions.observing import Observed, record_observations
from chuangcheng.inspections.actions.planning import plan_round
from chuangcheng.inspections.actions.readings import conclude_visit, finish_reading, take_up_observation
from chuangcheng.inspections.actions.rounds import cancel_round, end_round, open_round
from chuangcheng.inspections.actions.visiting import finish_visit, mark_not_possible
from chuangcheng.inspections.actions.visits import plan_recheck, replace_inspector, start_free_visit

__all__ = [
    "Observed",
    "apply_submission",
    "cancel_round",
    "conclude_visit",
    "end_round",
    "finish_reading",
    "finish_visit",
    "mark_not_possible",
    "open_round",
    "note_signal",
    "plan_recheck",
    "plan_round",
    "raise_finding",
    "record_observations",
    "replace_inspector",
    "set_assessment_period",
    "start_free_visit",
    "take_up_observation",
]
