"""Exposure as a kind of proceeding: with a letter where an address is known, without where it is not."""

from dataclasses import replace

from chuangcheng.proceedings.rules import Kind

SUBJECT = "exposures.violation"
WITH_LETTER = Kind(
    code="traffic_exposure",
    name_zh="交通违法曝光",
    name_en="Exposure of a traffic violation",
    steps=("review", "notice", "decision", "publication"),
    outcomes=("exposed", "not_exposed"),
    outcome_names=(("exposed", "曝光", "Exposed"), ("not_exposed", "不曝光", "Not exposed")),
    basis_zh="《道路交通安全法》及市交通违法行为曝光办法：只曝光已经生效的处罚决定，号牌打码，公开十五日，到期自动停止。",
    notice="private",
    notice_days=5,
    answer_days=3,
    objectors="party",
    blocks=True,
    suspends=True,
    publication_days=15,
    published=(
        ("plate", "plate", "号牌", "Number plate"),
        ("violation", "plain", "违法行为", "Violation"),
        ("legal_basis", "plain", "处罚依据", "Legal basis"),
        ("place", "words", "地点", "Place"),
        ("month", "month", "时间", "Month"),
        ("authority", "plain", "决定单位", "Authority"),
    ),
)
WITHOUT_LETTER = replace(
    WITH_LETTER,
    code="traffic_exposure_open",
    name_zh="交通违法曝光（接受公众异议）",
    name_en="Exposure of a traffic violation, open to objections by anyone",
    steps=("review", "decision", "publication"),
    notice="",
    notice_days=0,
    objectors="anyone",
    blocks=False,
)
KINDS = (WITH_LETTER, WITHOUT_LETTER)
