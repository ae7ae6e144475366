"""The ordinary life of a case, from the finding on the street to the closing, told once in full."""

from datetime import timedelta

from chuangcheng.cases.actions import close_case
from chuangcheng.cases.queries import State
from chuangcheng.journal.models import Entry


def verbs_of(case):
    rows = Entry.objects.filter(subject_type="cases.case", subject_id=case.pk).order_by("id")
    return [row.verb.removeprefix("cases.") for row in rows]


def test_a_case_goes_from_the_street_to_its_closing(street, at):
    case = street.opened()
    assert (case.number, case.state) == ("2026-000001", State.REGISTERED)
    case = street.submitted()
    assert case.number == "2026-000002"
    close_case(by=street.actor("gao_yuan"), at=at + timedelta(hours=3), case=case, note="现场核实")
    case.refresh_from_db()
    assert case.state == State.CLOSED
    assert case.was_on_time is True
    assert verbs_of(case) == ["open_case", "dispatch_case", "accept_case", "submit_case", "close_case"]
    assert case.dispatch_reason["code"] == "default_unit"
