"""Scores are computed from what others did; what is done here concerns the monthly results of units."""

from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.verbs import Sight, Verb

MONTH = "desk:result_month"

VERBS = (
    Verb(
        "scoring.store_estimate",
        _("estimated the field score: {points} points from {observed} observations"),
        "desk:score_estimate",
    ),
    Verb("scoring.store_whole_score", _("computed the whole score: {points} points"), "desk:city_score_day"),
    Verb("scoring.store_repair_list", _("listed {count} running cases by what putting them right would bring")),
    Verb("scoring.start_mock_assessment", _("started the mock assessment {name}"), "desk:mock"),
    Verb(
        "scoring.finish_mock_assessment",
        _("made the report of the mock assessment {name}: {points} points"),
        "desk:mock",
    ),
    Verb("scoring.define_score_rules", _("put version {version} of the numbers of the whole score in force")),
    Verb("scoring.record_official_result", _("entered the official result of {year}: {points} points")),
    Verb("scoring.make_forecast", _("forecast the result of {year}: {mean} points"), "desk:forecast"),
    Verb("scoring.store_ranking", _("computed the fair rankings of {days} days from {observed} judgements")),
    Verb("scoring.store_hotspots", _("looked for trouble spots among {found} shortfalls of {days} days")),
    Verb("scoring.define_result_rules", _("put version {version} of the rules of monthly results in force")),
    Verb("scoring.draft_results", _("drafted the results of {count} units for {month}"), MONTH),
    Verb("scoring.confirm_results", _("confirmed the results of units for {month}"), MONTH),
    Verb("scoring.announce_results", _("announced the results of units for {month}"), MONTH),
    Verb(
        "scoring.restate_result",
        _("restated the result of {unit} for {month}: {before} became {points} by decision {proceeding}"),
        "desk:unit_result",
    ),
)
SIGHTS = (
    Sight("scoring.see_score", _("See scores and the rows behind them")),
    Sight("scoring.see_agreement", _("See how far inspectors agree and to which side each leans")),
    Sight("scoring.see_result", _("see the monthly results of the units of the grant")),
    Sight("scoring.see_burden", _("see how much the units of the grant were asked for")),
)
