"""The writes of this room."""

from chuangcheng.calibrations.actions.judging import judge_scene
from chuangcheng.calibrations.actions.planning import (
    add_scene,
    cancel_calibration,
    end_calibration,
    open_calibration,
    plan_calibration,
    remove_scene,
)

__all__ = [
    "add_scene",
    "cancel_calibration",
    "end_calibration",
    "judge_scene",
    "open_calibration",
    "plan_calibration",
    "remove_scene",
]
