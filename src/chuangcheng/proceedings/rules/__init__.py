"""The rules of a proceeding as plain values: what a kind is, who may act, what stands in the way, what is public."""

from chuangcheng.proceedings.rules.course import (
    Course,
    Filed,
    Hindrance,
    Phase,
    clash,
    counts,
    hindrance,
    is_on_notice,
    is_public,
    is_suspended,
    public_phase,
)
from chuangcheng.proceedings.rules.kind import ACTS, LONGEST_DAYS, NOTICES, OBJECTORS, STEPS, Field, Kind, faults
from chuangcheng.proceedings.rules.masks import MASKS, masked, shown

__all__ = [
    "ACTS",
    "LONGEST_DAYS",
    "MASKS",
    "NOTICES",
    "OBJECTORS",
    "STEPS",
    "Course",
    "Field",
    "Filed",
    "Hindrance",
    "Kind",
    "Phase",
    "clash",
    "counts",
    "faults",
    "hindrance",
    "is_on_notice",
    "is_public",
    "is_suspended",
    "masked",
    "public_phase",
    "shown",
]
