"""The writes of this room."""

from chuangcheng.surveys.actions.answering import spend_token
from chuangcheng.surveys.actions.drawing import (
    commit_communities,
    commit_households,
    import_households,
    take_communities,
    take_households,
)
from chuangcheng.surveys.actions.excluding import exclude_answers, include_answers
from chuangcheng.surveys.actions.fieldwork import (
    Quota,
    assign_interviewer,
    make_tokens,
    note_absence,
    record_interview,
    replace_address,
    set_quota,
)
from chuangcheng.surveys.actions.forms import define_form, edit_form, publish_form
from chuangcheng.surveys.actions.planning import (
    add_sample,
    cancel_survey,
    close_survey,
    open_survey,
    plan_survey,
    set_known_totals,
)
from chuangcheng.surveys.actions.storing import store_answers

__all__ = [
    "Quota",
    "add_sample",
    "assign_interviewer",
    "cancel_survey",
    "close_survey",
    "commit_communities",
    "commit_households",
    "define_form",
    "edit_form",
    "exclude_answers",
    "import_households",
    "include_answers",
    "make_tokens",
    "note_absence",
    "open_survey",
    "plan_survey",
    "publish_form",
    "record_interview",
    "replace_address",
    "set_known_totals",
    "set_quota",
    "spend_token",
    "store_answers",
    "take_communities",
    "take_households",
]
