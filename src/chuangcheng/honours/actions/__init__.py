"""The writes of this room."""

from chuangcheng.honours.actions.admitting import (
    admit_nomination,
    hide_file,
    join_nomination,
    nominate,
    refuse_nomination,
    release_file,
    withdraw_nomination,
)
from chuangcheng.honours.actions.awarding import (
    give_back_award,
    keep_award,
    make_plaque,
    propose_award,
    propose_revocation,
    question_award,
    revoke_award,
    settle_award,
    settle_refusal,
    tell_story,
)
from chuangcheng.honours.actions.checking import answer_check, ask_checks, mark_check_overdue, remind_of_check
from chuangcheng.honours.actions.consenting import ask_consent, record_consent, withdraw_consent
from chuangcheng.honours.actions.judging import (
    appoint_juror,
    conclude_deliberation,
    draw_jury,
    give_marks,
    recuse_juror,
)
from chuangcheng.honours.actions.programmes import (
    cancel_season,
    close_nominations,
    define_programme,
    end_season,
    import_programmes,
    open_season,
)
from chuangcheng.honours.actions.reviewing import plan_reviews, review_site
from chuangcheng.honours.actions.subject import Subject
from chuangcheng.honours.actions.voting import (
    cast_vote,
    mix_ballots,
    open_vote,
    release_comment,
    remove_comment,
    write_comment,
)

__all__ = [
    "Subject",
    "admit_nomination",
    "answer_check",
    "appoint_juror",
    "ask_checks",
    "ask_consent",
    "cancel_season",
    "cast_vote",
    "close_nominations",
    "conclude_deliberation",
    "define_programme",
    "draw_jury",
    "end_season",
    "give_back_award",
    "give_marks",
    "hide_file",
    "import_programmes",
    "join_nomination",
    "keep_award",
    "make_plaque",
    "mark_check_overdue",
    "mix_ballots",
    "nominate",
    "open_season",
    "open_vote",
    "plan_reviews",
    "propose_award",
    "propose_revocation",
    "question_award",
    "record_consent",
    "recuse_juror",
    "refuse_nomination",
    "release_comment",
    "release_file",
    "remind_of_check",
    "remove_comment",
    "review_site",
    "revoke_award",
    "settle_award",
    "settle_refusal",
    "tell_story",
    "withdraw_consent",
    "withdraw_nomination",
    "write_comment",
]
