"""Results of units."""

from chuangcheng.proceedings.kinds.registry import register
from chuangcheng.proceedings.rules import Kind

RESULT_OBJECTION = register(
    Kind(
        code="result_objection",
        name_zh="月度结果异议",
        name_en="Objection to a monthly result",
        steps=("review", "notice", "decision"),
        outcomes=("upheld", "rejected"),
        outcome_names=(("upheld", "异议成立", "Upheld"), ("rejected", "异议不成立", "Rejected")),
        basis_zh="市文明委成员单位月度结果核定办法：责任单位对本单位结果有异议的，可以书面提出，由未参与核算的人员复核决定。",
        notice="private",
        notice_days=2,
        answer_days=3,
        objectors="party",
        blocks=True,
    )
)
