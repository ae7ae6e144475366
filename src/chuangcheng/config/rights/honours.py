"""Rights of the pages of honours: the office's, the juries', and what everybody may open."""

from chuangcheng.config.rights.right import PUBLIC, Right, needs

LOOK = ("honours.see_nomination", "honours.see_jury")

HONOURS: dict[str, Right] = {
    "desk:honour_seasons": needs(*LOOK, "honours.give_marks"),
    "desk:honour_season": needs(*LOOK, "honours.give_marks"),
    "desk:honour_season_open": needs("honours.open_season"),
    "desk:honour_season_move": needs(
        "honours.close_nominations",
        "honours.open_vote",
        "honours.conclude_deliberation",
        "honours.end_season",
        "honours.cancel_season",
    ),
    "desk:honour_reviews": needs("honours.plan_reviews"),
    "desk:honour_programmes": needs(*LOOK),
    "desk:honour_programme": needs(*LOOK),
    "desk:honour_programme_edit": needs("honours.define_programme"),
    "desk:import_honour_programmes": needs("honours.import_programmes"),
    "desk:export_honour_programmes": needs(*LOOK),
    "desk:honour_nominate": needs("honours.nominate"),
    "desk:honour_nomination": needs("honours.see_nomination"),
    "desk:honour_nomination_move": needs("honours.see_nomination"),
    "desk:honour_file": needs("honours.see_nomination", "honours.give_marks"),
    "desk:honour_file_show": needs("honours.release_file", "honours.hide_file"),
    "desk:honour_checks": needs("honours.see_check"),
    "desk:honour_check": needs("honours.answer_check"),
    "desk:honour_jury": needs("honours.appoint_juror", "honours.draw_jury"),
    "desk:honour_judging": needs("honours.give_marks"),
    "desk:honour_marks": needs("honours.give_marks"),
    "desk:honour_recuse": needs("honours.recuse_juror"),
    "desk:honour_comments": needs("honours.release_comment"),
    "desk:honour_comment_move": needs("honours.release_comment", "honours.remove_comment"),
    "desk:honour_awards": needs("honours.see_nomination"),
    "desk:honour_award": needs("honours.see_nomination"),
    "desk:honour_award_move": needs("honours.see_nomination"),
    "desk:honour_plaque": needs("honours.make_plaque"),
    "portal:honours": PUBLIC,
    "portal:honour_hall": PUBLIC,
    "portal:laureate": PUBLIC,
    "portal:laureate_picture": PUBLIC,
    "portal:honour_consent": PUBLIC,
    # a citizen signs in to say something; the page itself may be looked at by everybody
    "portal:honour_season": PUBLIC,
    "portal:honour_recommend": PUBLIC,
    "portal:honour_vote": PUBLIC,
    "portal:honour_ballots": PUBLIC,
    "portal:honour_comment": PUBLIC,
    "portal:candidate_picture": PUBLIC,
    "portal:plaque": PUBLIC,
}
