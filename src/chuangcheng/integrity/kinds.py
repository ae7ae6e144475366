"""Red, black and typical cases as kinds of proceedings: notice, objections, and what is shown under which mask."""

from dataclasses import replace

from chuangcheng.proceedings.rules import Field, Kind

SUBJECT, STORY_SUBJECT = "integrity.entry", "integrity.story"
_COMMON: tuple[Field, ...] = (
    ("field", "plain", "领域", "Field"),
    ("ground", "plain", "列入事由", "Ground"),
    ("ground_basis", "plain", "法律依据", "Legal basis"),
    ("authority", "plain", "认定单位", "Authority"),
    ("document", "plain", "文书号", "Document"),
    ("decided_on", "plain", "认定日期", "Decided on"),
)
_FIRM: tuple[Field, ...] = (
    ("name", "plain", "名称", "Name"),
    ("number", "credit_code", "统一社会信用代码", "Credit code"),
)
_PERSON: tuple[Field, ...] = (("name", "name", "姓名", "Name"), ("number", "identity", "身份号码", "Identity number"))
_CLASS: tuple[Field, ...] = (
    ("failing", "plain", "失信程度", "Class of the failing"),
    ("repair_from", "plain", "最早可申请修复日期", "Repair possible from"),
)
_NAMES = (("listed", "列入", "Listed"), ("not_listed", "不列入", "Not listed"))
_STEPS = ("review", "notice", "decision", "publication")

RED_FIRM = Kind(
    code="red_firm",
    name_zh="诚信红榜（单位）",
    name_en="Red list, firms",
    steps=_STEPS,
    outcomes=("listed", "not_listed"),
    outcome_names=_NAMES,
    basis_zh="市诚信红黑榜发布办法：红榜对象公示五个工作日，任何人可以提出异议；信息以认定单位的文书为准。",
    notice="public",
    notice_days=5,
    answer_days=5,
    objectors="anyone",
    blocks=True,
    suspends=True,
    published=(*_FIRM, *_COMMON),
)
RED_PERSON = replace(
    RED_FIRM,
    code="red_person",
    name_zh="诚信红榜（个人）",
    name_en="Red list, persons",
    published=(*_PERSON, *_COMMON),
)
BLACK_FIRM = replace(
    RED_FIRM,
    code="black_firm",
    name_zh="失信黑榜（单位）",
    name_en="Black list, firms",
    basis_zh="《信用修复管理办法》（国家发展改革委令第36号，2026年4月1日起施行）及市诚信红黑榜发布办法："
    "公示前书面告知本人，五个工作日内可以陈述、申辩；公示到期或者修复后停止。",
    notice="private",
    objectors="party",
    published=(*_FIRM, *_COMMON, *_CLASS),
)
BLACK_PERSON = replace(
    BLACK_FIRM,
    code="black_person",
    name_zh="失信黑榜（个人）",
    name_en="Black list, persons",
    published=(*_PERSON, *_COMMON, *_CLASS),
)
STORY = Kind(
    code="integrity_story",
    name_zh="诚信建设典型案例",
    name_en="Typical case of honesty",
    steps=("review", "decision", "publication"),
    outcomes=("listed", "not_listed"),
    outcome_names=(("listed", "发布", "Published"), ("not_listed", "不发布", "Not published")),
    basis_zh="市诚信红黑榜发布办法：典型案例隐去当事人姓名、号码后发布，公开一年。",
    answer_days=5,
    objectors="anyone",
    suspends=True,
    publication_days=365,
    published=(
        ("title", "words", "案例", "Case"),
        ("field", "plain", "领域", "Field"),
        ("story", "words", "案情", "Story"),
        ("authority", "plain", "办理单位", "Authority"),
    ),
)

KINDS = (RED_FIRM, RED_PERSON, BLACK_FIRM, BLACK_PERSON, STORY)
LIST_KINDS = {
    ("red", "firm"): RED_FIRM.code,
    ("red", "person"): RED_PERSON.code,
    ("black", "firm"): BLACK_FIRM.code,
    ("black", "person"): BLACK_PERSON.code,
}
