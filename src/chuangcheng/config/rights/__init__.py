"""The rights table: every URL has a row. A URL without a row answers 404; a test compares both ways."""

from chuangcheng.config.rights.accounts import ACCOUNTS
from chuangcheng.config.rights.channels import CHANNELS
from chuangcheng.config.rights.citizens import CITIZENS
from chuangcheng.config.rights.desk import DESK
from chuangcheng.config.rights.documents import DOCUMENTS
from chuangcheng.config.rights.fair_process import FAIR_PROCESS
from chuangcheng.config.rights.fairness import FAIRNESS
from chuangcheng.config.rights.field import FIELD
from chuangcheng.config.rights.honours import HONOURS
from chuangcheng.config.rights.materials import MATERIALS
from chuangcheng.config.rights.participation import PARTICIPATION
from chuangcheng.config.rights.plans import PLANS
from chuangcheng.config.rights.portal import PORTAL
from chuangcheng.config.rights.rankings import RANKINGS
from chuangcheng.config.rights.recurrences import RECURRENCES
from chuangcheng.config.rights.right import Right
from chuangcheng.config.rights.routing import ROUTING
from chuangcheng.config.rights.seeing import SEEING
from chuangcheng.config.rights.streets import STREETS
from chuangcheng.config.rights.surveys import SURVEYS
from chuangcheng.config.rights.systems import SYSTEMS
from chuangcheng.config.rights.truth import TRUTH
from chuangcheng.config.rights.volunteering import VOLUNTEERING

RIGHTS: dict[str, Right] = {
    **ACCOUNTS,
    **CITIZENS,
    **DESK,
    **DOCUMENTS,
    **FAIRNESS,
    **FAIR_PROCESS,
    **CHANNELS,
    **FIELD,
    **HONOURS,
    **MATERIALS,
    **PARTICIPATION,
    **PLANS,
    **PORTAL,
    **RANKINGS,
    **RECURRENCES,
    **SEEING,
    **ROUTING,
    **STREETS,
    **TRUTH,
    **SURVEYS,
    **SYSTEMS,
    **VOLUNTEERING,
}

__all__ = ["RIGHTS", "Right"]
