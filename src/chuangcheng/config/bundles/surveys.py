"""Verbs of questionnaires: who prepares and evaluates them, who asks."""

SURVEY_OFFICE = (
    "surveys.see_survey",
    "surveys.define_form",
    "surveys.edit_form",
    "surveys.publish_form",
    "surveys.plan_survey",
    "surveys.add_sample",
    "surveys.set_known_totals",
    "surveys.commit_communities",
    "surveys.take_communities",
    "surveys.import_households",
    "surveys.commit_households",
    "surveys.take_households",
    "surveys.set_quota",
    "surveys.assign_interviewer",
    "surveys.make_tokens",
    "surveys.open_survey",
    "surveys.exclude_answers",
    "surveys.include_answers",
    "surveys.close_survey",
    "surveys.cancel_survey",
)
INTERVIEWER = (
    "surveys.see_interview",
    "surveys.note_absence",
    "surveys.replace_address",
    "surveys.record_interview",
)
