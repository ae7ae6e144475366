"""Honours: what the office does, what units and offices that are asked do, what a juror does."""

HONOUR_OFFICE = (
    "honours.import_programmes",
    "honours.define_programme",
    "honours.open_season",
    "honours.close_nominations",
    "honours.conclude_deliberation",
    "honours.end_season",
    "honours.cancel_season",
    "honours.nominate",
    "honours.admit_nomination",
    "honours.refuse_nomination",
    "honours.join_nomination",
    "honours.withdraw_nomination",
    "honours.ask_consent",
    "honours.record_consent",
    "honours.withdraw_consent",
    "honours.release_file",
    "honours.hide_file",
    "honours.ask_checks",
    "honours.plan_reviews",
    "honours.review_site",
    "honours.appoint_juror",
    "honours.draw_jury",
    "honours.open_vote",
    "honours.release_comment",
    "honours.remove_comment",
    "honours.propose_award",
    "honours.tell_story",
    "honours.make_plaque",
    "honours.question_award",
    "honours.propose_revocation",
    "honours.keep_award",
    "honours.give_back_award",
)
"""That different people do them is refused per act, not per role."""

HONOUR_LEADER = ("honours.open_vote",)
"""A second person for the release of candidates."""

HONOUR_UNIT = (
    "honours.see_nomination",
    "honours.see_check",
    "honours.nominate",
    "honours.withdraw_nomination",
    "honours.answer_check",
    "honours.give_back_award",
)
"""A unit applies for itself, answers what its office is asked, gives back what it holds."""

HONOUR_JUROR = ("honours.give_marks", "honours.recuse_juror")
"""Judges the candidates of the seasons on whose jury the person sits, and of no other."""
