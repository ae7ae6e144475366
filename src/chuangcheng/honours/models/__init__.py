"""Nouns of honours."""

from chuangcheng.honours.models.award import Award, AwardState
from chuangcheng.honours.models.candidacy import (
    Check,
    CheckResult,
    Consent,
    Nomination,
    NominationCounter,
    NominationFile,
    NominationState,
    Recommendation,
    ReviewStop,
    SiteReview,
)
from chuangcheng.honours.models.jury import Comment, CommentState, Juror, Mark, Recusal
from chuangcheng.honours.models.season import Cycle, Kind, Programme, Season, SeasonState
from chuangcheng.honours.models.vote import Ballot, VoterMark

__all__ = [
    "Award",
    "AwardState",
    "Ballot",
    "Check",
    "CheckResult",
    "Comment",
    "CommentState",
    "Consent",
    "Cycle",
    "Juror",
    "Kind",
    "Mark",
    "Nomination",
    "NominationCounter",
    "NominationFile",
    "NominationState",
    "Programme",
    "Recommendation",
    "Recusal",
    "ReviewStop",
    "Season",
    "SeasonState",
    "SiteReview",
    "VoterMark",
]
