"""Nouns of this room: forms, surveys, samples, fieldwork, answers."""

from chuangcheng.surveys.models.answers import Exclusion, Response, WaitingAnswers
from chuangcheng.surveys.models.fieldwork import Address, AddressState, GivenUp, QuotaCell, Token
from chuangcheng.surveys.models.form import Form, FormState, Group
from chuangcheng.surveys.models.survey import Cluster, Sample, SampleKind, Survey, SurveyState

__all__ = [
    "Address",
    "AddressState",
    "Cluster",
    "Exclusion",
    "Form",
    "FormState",
    "GivenUp",
    "Group",
    "QuotaCell",
    "Response",
    "Sample",
    "SampleKind",
    "Survey",
    "SurveyState",
    "Token",
    "WaitingAnswers",
]
