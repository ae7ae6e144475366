"""Reads of calibrations. Faces take the nouns' types from here."""

from chuangcheng.calibrations.models import Calibration, CalibrationState, Judgement, Scene, ScenePicture
from chuangcheng.calibrations.queries.office import (
    PersonResult,
    SceneResult,
    Waiting,
    calibrations,
    get_calibration_for,
    office_scene,
    results_by_person,
    results_by_scene,
    scenes_of,
    still_to_judge,
)
from chuangcheng.calibrations.queries.own import (
    OwnCalibration,
    OwnRow,
    SceneTask,
    get_own_calibration,
    get_own_scene,
    own_calibrations,
    own_result,
    own_rows,
    picture_for,
    scenes_for,
)
from chuangcheng.calibrations.workflow import CALIBRATIONS

__all__ = [
    "CALIBRATIONS",
    "Calibration",
    "CalibrationState",
    "Judgement",
    "OwnCalibration",
    "OwnRow",
    "PersonResult",
    "Scene",
    "ScenePicture",
    "SceneResult",
    "SceneTask",
    "Waiting",
    "calibrations",
    "get_calibration_for",
    "get_own_calibration",
    "get_own_scene",
    "office_scene",
    "own_calibrations",
    "own_result",
    "own_rows",
    "picture_for",
    "results_by_person",
    "results_by_scene",
    "scenes_for",
    "scenes_of",
    "still_to_judge",
]
