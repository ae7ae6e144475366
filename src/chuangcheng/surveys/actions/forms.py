"""Forms: begun, changed as a whole, frozen when published; a change of a published one begins the next version."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.frameworks.models import Edition, Indicator
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused, Stale
from chuangcheng.surveys.models import Form, FormState, Group
from chuangcheng.surveys.rules import Question, faults_of, read_form
from chuangcheng.surveys.sentences import fault_sentences
from chuangcheng.surveys.workflow import FORMS, check, moved

CODE = re.compile(r"[A-Za-z0-9-]{1,30}")


def define_form(
    *,
    by: Actor,
    at: datetime,
    code: str,
    name_zh: str,
    group: str,
    edition: Edition,
    intro_zh: str = "",
    name_en: str = "",
) -> Form:
    """A draft: of a new form, or the next version of a published one, with its questions.

    Refused: `missing`, `bad_code`, `unknown_group`, `draft_exists`, `other_group` (the code is another group's).
    """
    by.must("surveys.define_form")
    code, name_zh = code.strip(), name_zh.strip()
    check(FORMS, "surveys.define_form", None, {"code": code, "name": name_zh})
    if not CODE.fullmatch(code):
        raise Refused("bad_code", _("A code is letters, digits and hyphens, 30 at most."), field="code")
    if group not in Group.values:
        raise Refused("unknown_group", _("There is no such group."), field="group")
    last = Form.objects.filter(code=code).order_by("-version").first()
    if last is not None and last.state == FormState.DRAFT:
        raise Refused("draft_exists", _("A draft of this form stands already: change that one."), field="code")
    if last is not None and last.group != group:
        raise Refused("other_group", _("Another group has a form with this code."), field="code")
    with act("surveys.define_form", by=by, at=at) as record:
        form = Form.objects.create(
            code=code,
            version=last.version + 1 if last else 1,
            name_zh=name_zh,
            name_en=name_en.strip(),
            group=group,
            edition=edition,
            intro_zh=intro_zh.strip() or (last.intro_zh if last else ""),
            questions=last.questions if last else [],
            made_at=at,
        )
        record.on(form, code=code, version=form.version, group=group)
    return form


def edit_form(
    *, by: Actor, at: datetime, form: Form, questions: Sequence[Mapping[str, Any]], intro_zh: str | None = None
) -> Form:
    """All questions of a draft anew, in the order asked. A draft may still have faults; publishing refuses them.

    Refused: `wrong_state`, `bad_form` for codes that occur twice or are blank.
    """
    by.must("surveys.edit_form")
    check(FORMS, "surveys.edit_form", form, {})
    read = read_form(questions)
    codes = [question.code for question in read]
    if len(set(codes)) < len(codes) or not all(codes):
        raise Refused("bad_form", _("Every question needs a code of its own."), field="code")
    with act("surveys.edit_form", by=by, at=at, on=form, code=form.code, questions=len(read)):
        changes: dict[str, Any] = {"questions": [question.as_data() for question in read]}
        if intro_zh is not None:
            changes["intro_zh"] = intro_zh.strip()
        if not Form.objects.filter(pk=form.pk, state=FormState.DRAFT).update(**changes):
            raise Stale("moved_meanwhile", _("Somebody else was faster. Look at it again."))
        for name, value in changes.items():
            setattr(form, name, value)
    return form


def publish_form(*, by: Actor, at: datetime, form: Form) -> Form:
    """From now on it never changes. Refused `bad_form` naming every fault."""
    by.must("surveys.publish_form")
    move = check(FORMS, "surveys.publish_form", form, {})
    if faults := faults_of(form.asked, _standards(form.edition, form.asked)):
        raise Refused("bad_form", fault_sentences(faults))
    with act("surveys.publish_form", by=by, at=at, on=form, code=form.code, version=form.version):
        moved(form, move, published_at=at)
    return form


def _standards(edition: Edition, questions: Sequence[Question]) -> frozenset[str]:
    named = {question.standard for question in questions if question.standard}
    return frozenset(Indicator.objects.filter(edition=edition, code__in=named).values_list("code", flat=True))
