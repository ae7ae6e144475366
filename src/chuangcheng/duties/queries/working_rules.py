"""The commission's working rules: what is in force, who has acknowledged it, who owes it."""

from datetime import date

from django.db.models import Count, Exists, OuterRef, QuerySet

from chuangcheng.duties.models import RulesAcknowledgement, WorkingRules
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound
from chuangcheng.units.models import Unit

SEE = "duties.see_working_rules"


def in_force_rules() -> QuerySet[WorkingRules]:
    """The newest version of each document, unless it is withdrawn."""
    newer = WorkingRules.objects.filter(code=OuterRef("code"), version__gt=OuterRef("version"))
    return WorkingRules.objects.filter(~Exists(newer), withdrawn_at=None).order_by("code")


def is_in_force(rules: WorkingRules) -> bool:
    """Whether no later version has replaced them and they are not withdrawn."""
    return in_force_rules().filter(pk=rules.pk).exists()


def working_rules_for(actor: Actor) -> list[WorkingRules]:
    """All in force with how many units have acknowledged each (`done`). Rules are for everybody who may look."""
    if not actor.may_anywhere(SEE):
        return []
    return list(in_force_rules().select_related("file").annotate(done=Count("acknowledgements"))[:200])


def get_working_rules_for(actor: Actor, pk: int) -> WorkingRules:
    """One version, old ones too. Raises NotFound."""
    found = WorkingRules.objects.select_related("file").filter(pk=pk).first() if actor.may_anywhere(SEE) else None
    if found is None:
        raise NotFound("working rules")
    return found


def versions_of_rules(rules: WorkingRules) -> list[WorkingRules]:
    """All versions of the same document, newest first."""
    return list(WorkingRules.objects.filter(code=rules.code).order_by("-version"))


def members() -> QuerySet[Unit]:
    """Units that owe an acknowledgement: members of the commission in use."""
    return Unit.objects.filter(is_commission_member=True, is_active=True).order_by("path")


def units_owing(rules: WorkingRules) -> list[Unit]:
    """Member units that have not acknowledged this version; none where it is not in force. Two queries."""
    if not is_in_force(rules):
        return []
    done = RulesAcknowledgement.objects.filter(rules=rules, unit=OuterRef("pk"))
    return list(members().filter(~Exists(done)))


def acknowledgements_of(rules: WorkingRules) -> list[RulesAcknowledgement]:
    """Who acknowledged it, by which post, when. One query."""
    rows = RulesAcknowledgement.objects.filter(rules=rules).select_related("unit", "post", "person")
    return list(rows.order_by("unit__path")[:1000])


def rules_owed_by(actor: Actor) -> list[tuple[WorkingRules, Unit]]:
    """What the actor's own units still have to acknowledge. Two queries, none for who may not."""
    if not actor.unit_ids or not actor.may_anywhere("duties.acknowledge_working_rules"):
        return []
    mine = [
        unit
        for unit in members().filter(pk__in=actor.unit_ids)
        if actor.may("duties.acknowledge_working_rules", unit_path=unit.path)
    ]
    if not mine:
        return []
    rows = list(in_force_rules().order_by("acknowledge_by", "code")[:20])
    done = set(RulesAcknowledgement.objects.filter(unit__in=mine, rules__in=rows).values_list("rules", "unit"))
    return [(rules, unit) for rules in rows for unit in mine if (rules.pk, unit.pk) not in done]


def rules_to_remind(today: date) -> list[WorkingRules]:
    """Rules in force whose day of acknowledgement is today or passed yesterday: reminded twice, not every day."""
    return [rules for rules in in_force_rules()[:200] if (today - rules.acknowledge_by).days in (0, 1)]


def member_count() -> int:
    """How many units owe an acknowledgement of each document."""
    return members().order_by().count()
