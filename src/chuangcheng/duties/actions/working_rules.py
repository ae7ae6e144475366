"""The commission's working rules: issued in versions, acknowledged by each member unit, reminded of."""

import re
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Max, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from chuangcheng.duties.models import RulesAcknowledgement, WorkingRules
from chuangcheng.duties.queries.working_rules import is_in_force, units_owing
from chuangcheng.evidence.models import File
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotAllowed, Refused
from chuangcheng.units.models import Post, Unit

_CODE = re.compile(r"[A-Za-z0-9-]{1,40}")


def issue_working_rules(
    *, by: Actor, at: datetime, code: str, title: str, acknowledge_by: date, text: str = "", file: File | None = None
) -> WorkingRules:
    """Issue a version; with a code that is there already the next one, which every member unit acknowledges anew.

    Refused: `missing`, `bad_code`, `past`.
    """
    by.must("duties.issue_working_rules")
    code, title, text = code.strip(), title.strip(), text.strip()
    if not _CODE.fullmatch(code):
        raise Refused("bad_code", _("A code is letters, digits and hyphens, 40 at most."), field="code")
    if not title:
        raise Refused("missing", _("Give the title."), field="title")
    if not text and file is None:
        raise Refused("missing", _("Give the text or a file."), field="text")
    if acknowledge_by < localdate(at):
        raise Refused(
            "past", _("The day until which units acknowledge it must not have passed."), field="acknowledge_by"
        )
    with act("duties.issue_working_rules", by=by, at=at, code=code, title=title) as record:
        last = WorkingRules.objects.filter(code=code).aggregate(last=Max("version"))["last"] or 0
        rules = WorkingRules.objects.create(
            code=code,
            version=last + 1,
            title_zh=title,
            text_zh=text,
            file=file,
            issued_at=at,
            acknowledge_by=acknowledge_by,
        )
        record.on(rules, version=rules.version, until=acknowledge_by)
    return rules


def withdraw_working_rules(*, by: Actor, at: datetime, rules: WorkingRules, reason: str) -> WorkingRules:
    """They are no longer in force. Refused: `missing`, `withdrawn_already`."""
    by.must("duties.withdraw_working_rules")
    reason = reason.strip()
    if not reason:
        raise Refused("missing", _("Give the reason."), field="reason")
    with act("duties.withdraw_working_rules", by=by, at=at, on=rules, title=rules.title_zh, reason=reason):
        if not WorkingRules.objects.filter(pk=rules.pk, withdrawn_at=None).update(withdrawn_at=at):
            raise Refused("withdrawn_already", _("These rules are withdrawn already."))
        rules.withdrawn_at = at
    return rules


def acknowledge_working_rules(*, by: Actor, at: datetime, rules: WorkingRules, unit: Unit) -> RulesAcknowledgement:
    """A unit has read them, through a post of its own. Refused: `not_in_force`, `done_already`."""
    by.must("duties.acknowledge_working_rules", unit_path=unit.path)
    post = Post.objects.filter(pk__in=by.post_ids, unit=unit).order_by("-is_head", "code").first()
    if post is None or by.person_id is None:
        raise NotAllowed("duties.acknowledge_working_rules")
    if not is_in_force(rules):
        raise Refused("not_in_force", _("A later version has replaced these rules, or they are withdrawn."))
    with act(
        "duties.acknowledge_working_rules", by=by, at=at, on=rules, post_id=post.pk, title=rules.title_zh
    ) as record:
        try:
            with transaction.atomic():
                row = RulesAcknowledgement.objects.create(
                    rules=rules, unit=unit, post=post, person_id=by.person_id, acknowledged_at=at
                )
        except IntegrityError:
            raise Refused("done_already", _("Your unit has acknowledged them already.")) from None
        record.note(unit=unit.name_zh, version=rules.version)
    return row


def remind_working_rules(*, by: Actor, at: datetime, rules: WorkingRules) -> int:
    """Tell the units that have not acknowledged them. Returns how many; nothing is written where none owes it.

    Refused: `reminded_today`, because two reminders on one day are one too many.
    """
    by.must("duties.remind_working_rules")
    owing, today = units_owing(rules), localdate(at)
    if owing:
        with act("duties.remind_working_rules", by=by, at=at, on=rules, title=rules.title_zh, count=len(owing)):
            untold = WorkingRules.objects.filter(Q(reminded_on=None) | ~Q(reminded_on=today), pk=rules.pk)
            if not untold.update(reminded_on=today):
                raise Refused("reminded_today", _("They have been reminded today."))
            rules.reminded_on = today
    return len(owing)
