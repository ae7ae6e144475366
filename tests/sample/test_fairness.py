"""The sample city has asked, answered, been late; its units have results, one of them restated by a decision."""

from datetime import datetime

import pytest

from chuangcheng.cases.queries import Instruction
from chuangcheng.duties.queries import WorkingRules, units_owing
from chuangcheng.proceedings.queries import Proceeding
from chuangcheng.scoring.results import ResultMonth, UnitResult, corrections_since, is_sound
from tests.standing import AT

pytestmark = pytest.mark.django_db


def test_what_is_asked_announced_and_corrected(sample_city: datetime) -> None:
    states = set(Instruction.objects.values_list("state", flat=True))
    assert {"owed", "settled", "withdrawn"} <= states
    assert Instruction.objects.filter(overdue_since__isnull=False).exists()
    assert set(ResultMonth.objects.values_list("state", flat=True)) == {"announced"}
    results = Proceeding.objects.filter(kind_code="result_objection")
    assert sorted(results.values_list("outcome", flat=True)) == ["rejected", "upheld"]
    restated = UnitResult.objects.get(version=2)
    assert restated.points > restated.restates.points
    assert len(corrections_since(restated.computed_at, AT)) == 1
    assert all(is_sound(row) for row in UnitResult.objects.all())
    for rules in WorkingRules.objects.all():
        assert 0 < len(units_owing(rules)) < 57
