"""Rights of the pages of questionnaires."""

from chuangcheng.config.rights.right import PUBLIC, Right, needs

SEE = needs("surveys.see_survey")

SURVEYS: dict[str, Right] = {
    "desk:surveys": SEE,
    "desk:new_survey": needs("surveys.plan_survey"),
    "desk:survey": SEE,
    "desk:survey_results": SEE,
    "desk:survey_results_file": SEE,
    "desk:survey_hints": needs("surveys.exclude_answers"),
    "desk:include_answers": needs("surveys.include_answers"),
    "desk:new_survey_sample": needs("surveys.add_sample"),
    "desk:survey_move": needs("surveys.open_survey", "surveys.close_survey", "surveys.cancel_survey"),
    "desk:survey_sample": SEE,
    "desk:survey_totals": needs("surveys.set_known_totals"),
    "desk:survey_draw": needs("surveys.commit_communities", "surveys.commit_households"),
    "desk:survey_take": needs("surveys.take_communities", "surveys.take_households"),
    "desk:survey_links": needs("surveys.make_tokens"),
    "desk:survey_quota": needs("surveys.set_quota"),
    "desk:survey_households": needs("surveys.import_households"),
    "desk:survey_interviewer": needs("surveys.assign_interviewer"),
    "desk:survey_forms": SEE,
    "desk:new_survey_form": needs("surveys.define_form"),
    "desk:survey_form": SEE,
    "desk:survey_form_preview": SEE,
    "desk:publish_survey_form": needs("surveys.publish_form"),
    "desk:survey_form_version": needs("surveys.define_form"),
    "desk:export_survey_form": SEE,
    "desk:import_survey_form": needs("surveys.edit_form"),
    "desk:survey_question": needs("surveys.edit_form"),
    "desk:survey_question_move": needs("surveys.edit_form"),
    # the token is the only key
    "portal:answer": PUBLIC,
}
