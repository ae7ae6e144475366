"""A programme's terms as data, and the kinds of proceeding under which its honours are given and taken back."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from chuangcheng.proceedings.rules import Kind

KINDS = ("person", "unit", "family", "school", "village")
CYCLES = ("monthly", "half_yearly", "yearly", "three_yearly")
PERSONAL = frozenset({"person", "family"})
"""Kinds that name people: nothing of them is public without their consent."""
REVOCATION = "honour_revocation"
MOST_MARK = 10
PUBLISHED = (
    ("name", "plain", "姓名或名称", "Name"),
    ("honour", "plain", "荣誉", "Honour"),
    ("of", "plain", "单位或社区", "Unit or community"),
    ("deed", "words", "事迹", "Deed"),
)
"""What everybody reads of a candidate: the name as the nominee agreed to (a minor's is masked before it comes here)."""
BASIS_ZH = "样例：市级荣誉评选管理办法：评选结果公示无异议后授予，有失实情形的撤销。"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that is judged, and how much it weighs against the others."""

    code: str
    text_zh: str
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Asked:
    """An office that looks at every candidate: which unit, what it looks for, in how many working days."""

    unit: str
    matter_zh: str
    working_days: int = 5


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for one season of a programme, frozen when the season opens.

    `term_months` 0: no end. `revoked_by`: codes of the negative list that put an honour in question; none: all of them.
    `nomination_days`, `vote_days`: the calendar, counted from the opening and from the release of the candidates.
    """

    kind: str
    classes: tuple[str, ...]
    criteria: tuple[Criterion, ...]
    quota: int
    term_months: int
    notice_days: int
    jury_size: int
    public_vote: bool
    checks: tuple[Asked, ...] = ()
    site_review: bool = False
    is_renewable: bool = False
    revoked_by: tuple[str, ...] = ()
    nomination_days: int = 20
    vote_days: int = 7

    @property
    def is_personal(self) -> bool:
        return self.kind in PERSONAL

    @property
    def takes_site(self) -> bool:
        """Whether a nomination may name the place: a place is honoured, or somebody goes and looks."""
        return self.kind != "person" or self.site_review

    def as_data(self) -> dict[str, Any]:
        """Plain JSON."""
        data = asdict(self)
        return {name: list(value) if isinstance(value, tuple) else value for name, value in data.items()}

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Terms":
        """The terms that `as_data` wrote. Raises ValueError with the first fault."""
        try:
            plain = dict(data)
            plain["criteria"] = tuple(Criterion(**one) for one in data["criteria"])
            plain["checks"] = tuple(Asked(**one) for one in data.get("checks", ()))
            values: dict[str, Any] = {name: tuple(v) if isinstance(v, list) else v for name, v in plain.items()}
            terms = cls(**values)
        except (TypeError, KeyError) as error:
            raise ValueError(f"unknown or missing field: {error}") from None
        if wrong := faults(terms):
            raise ValueError(wrong[0])
        return terms


def faults(terms: Terms) -> list[str]:
    """Codes of what is wrong with terms; empty if nothing is."""
    codes = [one.code for one in terms.criteria]
    checks = (
        (terms.kind in KINDS, "kind"),
        (bool(terms.classes) and len(set(terms.classes)) == len(terms.classes), "classes"),
        (1 <= len(codes) <= 20 and len(set(codes)) == len(codes), "criteria"),
        (all(1 <= one.weight <= 100 and one.text_zh.strip() for one in terms.criteria), "weights"),
        (1 <= terms.quota <= 1000, "quota"),
        (0 <= terms.term_months <= 120, "term_months"),
        (1 <= terms.notice_days <= 60, "notice_days"),
        (1 <= terms.jury_size <= 99, "jury_size"),
        (all(1 <= one.working_days <= 60 and one.matter_zh.strip() for one in terms.checks), "checks"),
        (1 <= terms.nomination_days <= 366 and 1 <= terms.vote_days <= 60, "calendar"),
    )
    return [code for is_sound, code in checks if not is_sound]


def kind_code(programme: str) -> str:
    """The code of the kind of proceeding of a programme."""
    return f"honour_{programme.lower()}"[:40]


def award_kind(code: str, name_zh: str, name_en: str, terms: Terms) -> Kind:
    """公示: proposed, reviewed by a second person, shown to everybody, decided by a third, public for its term.

    A month of the term counts 365/12 days, so that the engine, which counts days, is the one truth of the end.
    """
    return Kind(
        code=kind_code(code),
        name_zh=f"{name_zh}评选",
        name_en=f"Award: {name_en or name_zh}",
        steps=("review", "notice", "decision", "publication"),
        outcomes=("awarded", "not_awarded"),
        basis_zh=BASIS_ZH,
        notice="public",
        notice_days=terms.notice_days,
        answer_days=3,
        objectors="anyone",
        blocks=True,
        suspends=True,
        publication_days=terms.term_months * 365 // 12,
        published=PUBLISHED,
        outcome_names=(("awarded", "授予", "Awarded"), ("not_awarded", "不授予", "Not awarded")),
    )


def revocation_kind() -> Kind:
    """告知: whoever holds the honour hears of it and may object before it is taken back. Nothing of it is public."""
    return Kind(
        code=REVOCATION,
        name_zh="撤销荣誉",
        name_en="Revocation of an honour",
        steps=("review", "notice", "decision"),
        outcomes=("revoked", "kept"),
        basis_zh=BASIS_ZH,
        notice="private",
        notice_days=5,
        answer_days=3,
        objectors="party",
        blocks=True,
        outcome_names=(("revoked", "撤销", "Revoked"), ("kept", "保留", "Kept")),
    )


def shown_name(name: str, *, is_minor: bool) -> str:
    """The name as the public reads it: of a minor the family name alone."""
    return f"{name[:1]}某某" if is_minor else name
