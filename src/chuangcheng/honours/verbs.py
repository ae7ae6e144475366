"""What is done for an honour. Names, contacts and reasons about people stay beside the hashed row."""

from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.verbs import Sight, Verb

PROGRAMME, SEASON = "desk:honour_programme", "desk:honour_season"
NOMINATION, AWARD, CHECK = "desk:honour_nomination", "desk:honour_award", "desk:honour_check"
SAID = ("name", "reason", "text")

VERBS = (
    Verb("honours.import_programmes", _("imported {count} programmes of awards")),
    Verb("honours.define_programme", _("put the terms of the award {code} in force"), PROGRAMME),
    Verb("honours.open_season", _("opened {season} of the award {code}"), SEASON),
    Verb("honours.close_nominations", _("closed the nominations of {season}"), SEASON),
    Verb("honours.conclude_deliberation", _("concluded the deliberation of {season}"), SEASON),
    Verb("honours.end_season", _("ended {season}"), SEASON),
    Verb("honours.cancel_season", _("cancelled {season}: {reason}"), SEASON),
    Verb("honours.nominate", _("nominated {name} ({number})"), NOMINATION, SAID, is_public=True),
    Verb("honours.admit_nomination", _("admitted nomination {number}"), NOMINATION),
    Verb("honours.refuse_nomination", _("did not admit nomination {number}: {reason}"), NOMINATION, SAID),
    Verb("honours.join_nomination", _("joined nomination {number} to {into}"), NOMINATION),
    Verb("honours.withdraw_nomination", _("withdrew nomination {number}: {reason}"), NOMINATION, SAID),
    Verb("honours.ask_consent", _("made the link that asks for consent to nomination {number}"), NOMINATION),
    Verb("honours.record_consent", _("recorded the consent to nomination {number}"), NOMINATION, SAID),
    Verb("honours.withdraw_consent", _("consent to nomination {number} was withdrawn"), NOMINATION),
    Verb("honours.release_file", _("released a picture of nomination {number}"), NOMINATION),
    Verb("honours.hide_file", _("hid a picture of nomination {number}"), NOMINATION),
    Verb("honours.ask_checks", _("asked {count} offices about nomination {number}"), NOMINATION),
    Verb("honours.remind_of_check", _("the answer about nomination {number} is due on {day}"), CHECK),
    Verb("honours.mark_check_overdue", _("the answer about nomination {number} was due on {day}"), CHECK),
    Verb("honours.answer_check", _("answered what was asked about nomination {number}"), NOMINATION, SAID),
    Verb("honours.plan_reviews", _("planned round {round}, which reviews {count} nominations of {season}"), SEASON),
    Verb("honours.review_site", _("reviewed nomination {number} on site"), NOMINATION, SAID),
    Verb("honours.appoint_juror", _("appointed a member of the jury of {season}"), SEASON),
    Verb("honours.draw_jury", _("drew {count} members of the jury of {season}"), SEASON),
    Verb("honours.recuse_juror", _("stepped back from judging nomination {number}: {reason}"), NOMINATION, SAID),
    Verb("honours.give_marks", _("marked nomination {number}"), NOMINATION),
    Verb("honours.open_vote", _("released the candidates of {season} for the public vote"), SEASON),
    Verb("honours.cast_vote", _("a citizen voted in {season}"), SEASON, is_public=True),
    Verb("honours.mix_ballots", _("wrote the ballots of {season} anew, in the order of their numbers"), SEASON),
    Verb("honours.write_comment", _("a citizen commented on nomination {number}"), NOMINATION, is_public=True),
    Verb("honours.release_comment", _("released a comment on nomination {number}"), NOMINATION),
    Verb("honours.remove_comment", _("removed a comment on nomination {number}"), NOMINATION),
    Verb("honours.propose_award", _("put nomination {number} forward for the award"), NOMINATION),
    Verb("honours.settle_award", _("nomination {number} was awarded"), NOMINATION),
    Verb("honours.settle_refusal", _("nomination {number} was not awarded"), NOMINATION),
    Verb("honours.tell_story", _("wrote the story of the laureate {number}"), AWARD),
    Verb("honours.make_plaque", _("made the plaque of {number}"), AWARD),
    Verb("honours.question_award", _("put the honour {number} in question: {reason}"), AWARD, SAID),
    Verb("honours.propose_revocation", _("began the revocation of the honour {number}"), AWARD),
    Verb("honours.revoke_award", _("the honour {number} was revoked"), AWARD),
    Verb("honours.keep_award", _("the honour {number} was kept"), AWARD),
    Verb("honours.give_back_award", _("the honour {number} was given back"), AWARD),
)

SIGHTS = (
    Sight("honours.see_nomination", _("see programmes, nominations and laureates of the units of the grant")),
    Sight("honours.see_jury", _("see the jury, its marks and the record of every season")),
    Sight("honours.see_check", _("see what the own unit is asked about candidates")),
)
