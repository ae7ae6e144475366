"""The deeds of this room, as the journal says them, and what may be seen."""

from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.verbs import Sight, Verb

ROUND = "desk:round"
VISIT = "desk:visit"
YEAR = "desk:year_plan"

VERBS = (
    Verb("inspections.plan_round", _("planned round {code} with {visits} stops"), ROUND),
    Verb("inspections.set_route_rules", _("set how routes are planned: lines × {factor}, {speed} km/h")),
    Verb("inspections.import_road_graph", _("imported a road graph of {edges} ways from {file}")),
    Verb("inspections.plan_routes", _("planned {routes} routes of round {code} for {day}: {placed} stops"), ROUND),
    Verb("inspections.make_calendar_address", _("made a private calendar address")),
    Verb("inspections.revoke_calendar_address", _("revoked a private calendar address")),
    Verb("inspections.make_year_plan", _("made the plan of rounds for {year}; its secret is sealed"), YEAR),
    Verb("inspections.plan_frequency", _("planned {batches} batches of {type} in {year}"), YEAR),
    Verb("inspections.drop_frequency", _("dropped {type} from the plan of {year}: {reason}"), YEAR),
    Verb("inspections.reveal_year_plan", _("published the secret of the plan of rounds for {year}"), YEAR),
    Verb("inspections.set_assessment_period", _("set the assessment of site type {code} to every {days} days")),
    Verb("inspections.open_round", _("opened round {code}: its stops became visible to their inspectors"), ROUND),
    Verb("inspections.end_round", _("ended round {code}: {done} stops visited, {not_possible} not"), ROUND),
    Verb("inspections.cancel_round", _("cancelled round {code}: {reason}"), ROUND),
    Verb("inspections.replace_inspector", _("replaced an inspector at {stop}: {reason}"), VISIT),
    Verb("inspections.start_free_visit", _("began a free visit at {site}"), VISIT),
    Verb("inspections.plan_recheck", _("planned a re-check of case {case} at {site}"), VISIT),
    Verb("inspections.plan_recheck_round", _("planned round {code} of {visits} closed cases to look at again"), ROUND),
    Verb("inspections.plan_review_round", _("planned round {code} of {visits} sites to be reviewed"), ROUND),
    Verb("inspections.record_observations", _("recorded {count} observations at {site}"), VISIT),
    Verb("inspections.raise_finding", _("found at {site}: {text}"), VISIT, ("text",)),
    Verb("inspections.finish_visit", _("finished the visit at {site}: {failed} of {observed} not met"), VISIT),
    Verb("inspections.finish_reading", _("finished one of the two judgements at {site}"), VISIT),
    Verb(
        "inspections.conclude_visit",
        _("closed the visit at {site} after two judgements: {failed} of {observed} not met in the first"),
        VISIT,
    ),
    Verb("inspections.take_up_observation", _("opened a case from the second judgement at {site}"), VISIT),
    Verb("inspections.apply_submission", _("entered a record from a phone at {site}"), VISIT),
    Verb("inspections.dismiss_hint", _("looked at a hint on a picture of {site} and put it aside: {reason}"), VISIT),
    Verb("inspections.note_signal", _("noted at {site} for whoever verifies: {kind}"), VISIT),
    Verb("inspections.mark_not_possible", _("could not visit {site}: {reason}"), VISIT),
    # Of a unit's own check the record says only that it happened: neither place nor verdict.
    Verb("inspections.start_self_check", _("began a private check of a place of the own unit")),
    Verb("inspections.answer_self_check", _("went on with a private check of the own unit")),
    Verb("inspections.finish_self_check", _("finished a private check of the own unit")),
    Verb("inspections.register_self_check", _("registered case {case} from the unit's own check")),
)
SIGHTS = (
    Sight("inspections.see_self_check", _("See sums of units' own checks after their private days")),
    Sight("inspections.see_round", _("See rounds and all their visits")),
    Sight("inspections.see_agreement", _("See how far two inspectors agree")),
    Sight("inspections.see_year_plan", _("See the plan of rounds for the year, with days to come")),
    Sight("inspections.see_stop", _("See one's own stops")),
)
