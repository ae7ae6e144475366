"""The deeds of this room. None of them says what anybody answered."""

from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.verbs import Sight, Verb

FORM, SURVEY = "desk:survey_form", "desk:survey"

VERBS = (
    Verb("surveys.define_form", _("began questionnaire form {code}, version {version}"), FORM),
    Verb("surveys.edit_form", _("changed questionnaire form {code}: {questions} questions"), FORM),
    Verb("surveys.publish_form", _("published questionnaire form {code}, version {version}"), FORM),
    Verb("surveys.plan_survey", _("planned questionnaire survey {code}"), SURVEY),
    Verb("surveys.add_sample", _("added the sample {name} to survey {code}"), SURVEY),
    Verb("surveys.set_known_totals", _("set the known totals of the sample {name} in survey {code}"), SURVEY),
    Verb("surveys.commit_communities", _("committed the draw of communities for survey {code}"), SURVEY),
    Verb("surveys.take_communities", _("took over {count} communities that were drawn for survey {code}"), SURVEY),
    Verb("surveys.import_households", _("imported {count} addresses of {area} for survey {code}"), SURVEY),
    Verb("surveys.commit_households", _("committed the draw of households for survey {code}"), SURVEY),
    Verb("surveys.take_households", _("took over {count} addresses that were drawn for survey {code}"), SURVEY),
    Verb("surveys.set_quota", _("set the quotas of {area} for survey {code}"), SURVEY),
    Verb("surveys.assign_interviewer", _("gave {area} of survey {code} to {post}"), SURVEY),
    Verb("surveys.make_tokens", _("made {count} links for one answer each in survey {code}"), SURVEY),
    Verb("surveys.open_survey", _("opened questionnaire survey {code}"), SURVEY),
    Verb("surveys.note_absence", _("found nobody at an address in {area}, survey {code}"), SURVEY),
    Verb("surveys.replace_address", _("gave up an address in {area}, survey {code}"), SURVEY),
    Verb("surveys.record_interview", _("held an interview in {area}, survey {code}"), SURVEY),
    Verb("surveys.spend_token", _("a link of survey {code} was used"), SURVEY),
    Verb("surveys.store_answers", _("stored {count} answers of survey {code} in one shuffled batch"), SURVEY),
    Verb("surveys.exclude_answers", _("left {count} answers of survey {code} out: {reason}"), SURVEY),
    Verb("surveys.include_answers", _("took {count} answers of survey {code} in again: {reason}"), SURVEY),
    Verb("surveys.close_survey", _("closed questionnaire survey {code} with {count} answers"), SURVEY),
    Verb("surveys.cancel_survey", _("cancelled questionnaire survey {code}: {reason}"), SURVEY),
)
SIGHTS = (
    Sight("surveys.see_survey", _("See questionnaires, samples and results")),
    Sight("surveys.see_interview", _("See the addresses and quotas given to the own post")),
)
