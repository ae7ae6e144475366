"""A form as the campaign office would write it, shared by the tests of this room."""

from typing import Any

RESIDENTS: list[dict[str, Any]] = [
    {
        "code": "Q1",
        "kind": "single",
        "text_zh": "您的性别",
        "text_en": "Your sex",
        "options": [{"code": "male", "text_zh": "男"}, {"code": "female", "text_zh": "女"}],
        "attribute": "sex",
    },
    {
        "code": "Q2",
        "kind": "single",
        "text_zh": "您对小区周边的环境卫生满意吗？",
        "text_en": "Are you content with the cleanliness around your home?",
        "options": [
            {"code": "very", "text_zh": "很满意", "points": 2},
            {"code": "fairly", "text_zh": "比较满意", "points": 1},
            {"code": "not", "text_zh": "不满意", "points": 0},
            {"code": "unknown", "text_zh": "说不清", "points": None},
        ],
        "standard": "1.1.1",
    },
    {
        "code": "Q3",
        "kind": "multiple",
        "text_zh": "哪些地方让您不满意？",
        "options": [
            {"code": "waste", "text_zh": "垃圾清运"},
            {"code": "dogs", "text_zh": "犬只管理"},
            {"code": "noise", "text_zh": "噪声"},
        ],
        "ask_if": {"question": "Q2", "any_of": ["not"]},
    },
    {
        "code": "Q4",
        "kind": "scale",
        "text_zh": "请给本市的交通秩序打分",
        "options": [],
        "low": 1,
        "high": 10,
        "points": 3,
        "standard": "1.1.2",
    },
    {
        "code": "Q5",
        "kind": "number",
        "text_zh": "家里住几口人？",
        "options": [],
        "low": 1,
        "high": 20,
        "is_required": False,
    },
    {"code": "Q6", "kind": "text", "text_zh": "您还有什么建议？", "options": [], "is_required": False},
]
