"""The served sample city starts its worker before the year is built: the worker's draft is not yet a result."""

from datetime import date

from django.urls import reverse

from chuangcheng.kit.actor import SYSTEM
from chuangcheng.sample.fairness import has_results
from chuangcheng.scoring.actions import announce_results, confirm_results, draft_results
from chuangcheng.scoring.models import ResultMonth
from tests.stories import sign_in

NOVEMBER = date(2026, 11, 1)


def test_a_month_that_the_worker_has_drafted_does_not_count_as_built(november, later, client):
    november.closed()
    assert not has_results()
    month = draft_results(by=SYSTEM, at=later, month=NOVEMBER)
    assert not has_results(), "the sample's results, objections and corrections follow"
    again = draft_results(by=november.actor("lin_yue"), at=later, month=NOVEMBER)
    assert again.pk == month.pk and ResultMonth.objects.count() == 1, "the draft is made anew, not twice"
    confirm_results(by=november.actor("gao_yuan"), at=later, month=again)
    assert not has_results()
    announce_results(by=november.actor("lin_yue"), at=later, month=again)
    assert has_results()
    sign_in(client, "lin_yue")
    assert client.get(reverse("desk:result_months")).status_code == 200
