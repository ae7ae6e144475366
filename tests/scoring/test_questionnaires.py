"""Standards scored by what people say: two stages, known totals, samples joined by their shares."""

from datetime import timedelta
from typing import Any

import pytest

from chuangcheng.kit.refused import Refused
from chuangcheng.scoring.questionnaire_results import by_group, district_of, sample_result
from chuangcheng.scoring.questionnaires import interval, questionnaire_scores, scores_of, weighted
from chuangcheng.surveys.actions import close_survey, exclude_answers, include_answers, set_known_totals
from chuangcheng.surveys.models import Response, Sample
from chuangcheng.surveys.queries import hints_of, rows_of
from tests.stories import City
from tests.surveys.conftest import answers, asking, edition, form, households, survey
from tests.surveys.test_households import interviews, opened

__all__ = ["answers", "asking", "edition", "form", "households", "survey"]


@pytest.fixture
def closed(asking: City, at: Any, households: Sample, answers: Any) -> Sample:
    """Twenty answers from four communities, closed the next day."""
    opened(asking, at, households)
    households.survey.refresh_from_db()
    interviews(asking, at, households, answers)
    close_survey(by=asking.actor("lin_yue"), at=at + timedelta(days=1), survey=households.survey)
    households.refresh_from_db()
    return households


def test_a_standards_score_is_the_weighted_share_of_points(closed: Sample, at: Any, edition: Any) -> None:
    found = {one.standard: one for one in questionnaire_scores(edition=edition, at=at + timedelta(days=2))}
    assert set(found) == {"", "C1.1.1", "C1.1.2"}
    rows = rows_of(closed).rows
    points = {"very": 2, "fairly": 1, "not": 0}
    clean = sum(row.weight * points[row.answers["Q2"]] for row in rows) / sum(row.weight * 2 for row in rows)
    assert found["C1.1.1"].value == pytest.approx(clean)
    assert found["C1.1.1"].responses == 20 and found["C1.1.1"].standard_error > 0
    assert found["C1.1.1"].degrees_of_freedom == pytest.approx(2)
    low, high = interval(found["C1.1.1"])
    assert 0 <= low < found["C1.1.1"].value < high <= 1
    assert questionnaire_scores(edition=edition, at=at) == ()


def test_households_of_the_city_are_what_the_weights_sum_to(closed: Sample) -> None:
    """Six communities of forty addresses each have seven with 02 to 04: N of the strata times forty."""
    rows = rows_of(closed).rows
    strata = {row.stratum: row.sizes[0] for row in rows}
    assert sum(row.weight for row in rows) == pytest.approx(40 * sum(strata.values()))


def test_known_totals_are_met_exactly(asking: City, at: Any, households: Sample, answers: Any) -> None:
    office = asking.actor("lin_yue")
    with pytest.raises(Refused, match="unknown_attribute"):
        set_known_totals(by=office, at=at, sample=households, totals={"age": {"a": 1}})
    with pytest.raises(Refused, match="unknown_option"):
        set_known_totals(by=office, at=at, sample=households, totals={"sex": {"male": 1}})
    set_known_totals(by=office, at=at, sample=households, totals={"sex": {"male": 5100, "female": 4900}})
    opened(asking, at, households)
    households.survey.refresh_from_db()
    interviews(asking, at, households, answers)
    close_survey(by=office, at=at, survey=households.survey)
    households.refresh_from_db()
    result = sample_result(rows_of(households))
    sex = next(one for one in result.questions if one.question.code == "Q1")
    assert result.note == ""
    by_code = {line.code: line for line in sex.lines}
    assert by_code["male"].estimate.value == pytest.approx(0.51)  # type: ignore[union-attr]
    assert by_code["male"].unweighted == pytest.approx(13 / 20)
    assert by_code["male"].estimate.standard_error == pytest.approx(0, abs=1e-9)  # type: ignore[union-attr]


def test_small_cells_are_hidden_and_groups_compared(closed: Sample) -> None:
    result = sample_result(rows_of(closed))
    why = next(one for one in result.questions if one.question.code == "Q3")
    assert why.answered == 5 and [line.count for line in why.lines] == [5, 0, 0]
    traffic = next(one for one in closed.form.asked if one.code == "Q4")
    made = weighted(rows_of(closed))
    assert made is not None
    groups = by_group(made, traffic, district_of)
    assert [(one.group, one.count) for one in groups] == [("JYG/GC", 10), ("JYG/XG", 10)]
    assert all(one.estimate is not None and 0 <= one.estimate.value <= 1 for one in groups)


def test_what_the_office_leaves_out_is_shown_both_ways(asking: City, at: Any, closed: Sample) -> None:
    office, survey = asking.actor("lin_yue"), closed.survey
    before = scores_of(survey)
    keys = list(Response.objects.filter(answers__Q2="very").values_list("key", flat=True))[:3]
    with pytest.raises(Refused, match="missing"):
        exclude_answers(by=office, at=at, survey=survey, keys=keys, reason=" ")
    made = exclude_answers(by=office, at=at, survey=survey, keys=keys, reason="同一人代填")
    assert scores_of(survey) != before and scores_of(survey, with_excluded=True) == before
    include_answers(by=office, at=at, exclusion=made, reason="复核属实")
    assert scores_of(survey) == before


def test_hints_change_nothing_by_themselves(closed: Sample) -> None:
    before = scores_of(closed.survey)
    hints_of(closed)
    assert scores_of(closed.survey) == before and not Response.objects.exclude(exclusion=None).exists()


def test_an_open_survey_has_no_score(asking: City, at: Any, households: Sample, answers: Any, edition: Any) -> None:
    opened(asking, at, households)
    households.survey.refresh_from_db()
    interviews(asking, at, households, answers)
    assert questionnaire_scores(edition=edition, at=at + timedelta(days=9)) == ()
