"""Everything that can be done in a proceeding."""

from chuangcheng.proceedings.actions.beginning import (
    define_kind,
    give_notice,
    propose_proceeding,
    record_service,
    review_proceeding,
    turn_down_proceeding,
)
from chuangcheng.proceedings.actions.deciding import (
    answer_objection,
    decide_proceeding,
    end_proceeding,
    withdraw_proceeding,
)
from chuangcheng.proceedings.actions.objecting import file_objection, forget_contacts, read_contact

__all__ = [
    "answer_objection",
    "decide_proceeding",
    "define_kind",
    "end_proceeding",
    "file_objection",
    "forget_contacts",
    "give_notice",
    "propose_proceeding",
    "read_contact",
    "record_service",
    "review_proceeding",
    "turn_down_proceeding",
    "withdraw_proceeding",
]
