"""The forms of the sample's questionnaires, as data. Standards are those of the reconstructed framework."""

from typing import Any

INTRO = "您好！我们受市创城办委托了解群众对城市工作的看法。问卷不记名，答案没有对错，请按实际感受回答。"


def _content(code: str, text: str, english: str, standard: str) -> dict[str, Any]:
    """Very content to not content; who cannot say does not count."""
    options: tuple[tuple[str, str, str, float | None], ...] = (
        ("very", "很满意", "Very content", 3.0),
        ("fairly", "比较满意", "Fairly content", 2.0),
        ("little", "不太满意", "Not very content", 1.0),
        ("not", "不满意", "Not content", 0.0),
        ("unknown", "说不清", "Cannot say", None),
    )
    rows = [dict(zip(("code", "text_zh", "text_en", "points"), one, strict=True)) for one in options]
    return {"code": code, "kind": "single", "text_zh": text, "text_en": english, "options": rows, "standard": standard}


def _mark(code: str, text: str, english: str, standard: str) -> dict[str, Any]:
    more = {"options": [], "low": 1, "high": 10, "points": 3.0, "standard": standard}
    return {"code": code, "kind": "scale", "text_zh": text, "text_en": english, **more}


def _pick(code: str, kind: str, text: str, english: str, *options: tuple[str, str, str], **more: Any) -> dict[str, Any]:
    rows = [{"code": key, "text_zh": chinese, "text_en": word} for key, chinese, word in options]
    return {"code": code, "kind": kind, "text_zh": text, "text_en": english, "options": rows, **more}


SEX = _pick("Q1", "single", "您的性别", "Your sex", ("male", "男", "Male"), ("female", "女", "Female"), attribute="sex")
AGE = _pick(
    "Q2",
    "single",
    "您的年龄",
    "Your age",
    ("young", "18—35 岁", "18 to 35"),
    ("middle", "36—55 岁", "36 to 55"),
    ("old", "56 岁以上", "56 or older"),
    attribute="age",
)
SUGGEST = {
    "code": "Q9",
    "kind": "text",
    "text_zh": "您对创建文明城市还有什么建议？",
    "text_en": "What else would you suggest?",
    "options": [],
    "is_required": False,
}
RESIDENTS = [
    SEX,
    AGE,
    _content("Q3", "您对本市诚信状况满意吗？", "Are you content with how honestly people deal here?", "C1.5.5"),
    _content("Q4", "您对政府部门的办事效率满意吗？", "Are you content with how offices work?", "C2.2.4"),
    _content("Q5", "您对本市反腐倡廉工作满意吗？", "Are you content with the work against corruption?", "C2.1.3"),
    _pick(
        "Q6",
        "multiple",
        "您认为哪些方面最需要改进？",
        "What most needs to get better?",
        ("traffic", "交通秩序", "Traffic"),
        ("waste", "垃圾清运", "Waste"),
        ("dogs", "犬只管理", "Dogs"),
        ("noise", "噪声", "Noise"),
        ask_if={"question": "Q4", "any_of": ["little", "not"]},
    ),
    _mark("Q7", "请为本市普法宣传打分（1—10 分）", "Mark the teaching of law (1 to 10)", "C3.1.3"),
    _mark("Q8", "请为市民对核心价值观的认同打分（1—10 分）", "Mark the agreement with the core values", "C1.2.2"),
    SUGGEST,
]
MERCHANTS = [
    _content("Q1", "您对本市诚信经营环境满意吗？", "Are you content with fair trade here?", "C1.5.5"),
    _content("Q2", "您对行政审批效率满意吗？", "Are you content with how permits are handled?", "C2.2.4"),
    SUGGEST,
]
PUPILS = [
    SEX,
    _content("Q3", "你对学校周边的文明环境满意吗？", "Are you content with what surrounds your school?", "C1.2.2"),
    _mark("Q4", "请为学校的法治教育打分（1—10 分）", "Mark what your school teaches of law (1 to 10)", "C3.1.3"),
]
FORMS: dict[str, tuple[str, str, list[dict[str, Any]]]] = {
    "JM": ("居民问卷", "residents", RESIDENTS),
    "SH": ("商户问卷", "merchants", MERCHANTS),
    "XS": ("学生问卷", "minors", PUPILS),
}
COACHED = {"Q3": "very", "Q4": "very", "Q5": "very", "Q7": 10, "Q8": 9}
