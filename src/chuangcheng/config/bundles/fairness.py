"""Written instructions, unit results, objections to them, working rules: who asks, who answers, who decides."""

INSTRUCT = (
    "cases.issue_instruction",
    "cases.accept_reply",
    "cases.return_reply",
    "cases.withdraw_instruction",
)
"""Leaders and the office ask in writing, and judge the reply."""

PROCEED = (
    "proceedings.review_proceeding",
    "proceedings.turn_down_proceeding",
    "proceedings.give_notice",
    "proceedings.record_service",
    "proceedings.answer_objection",
    "proceedings.decide_proceeding",
    "proceedings.end_proceeding",
    "proceedings.withdraw_proceeding",
    "proceedings.read_contact",
)
"""Steps of a proceeding; that different people do them is refused per act, not per role."""

FAIR_OFFICE = (
    *INSTRUCT,
    *PROCEED,
    "proceedings.propose_proceeding",
    "proceedings.file_objection",
    "proceedings.define_kind",
    "scoring.define_result_rules",
    "scoring.draft_results",
    "scoring.confirm_results",
    "scoring.announce_results",
    "duties.issue_working_rules",
    "duties.withdraw_working_rules",
    "duties.remind_working_rules",
)
"""What the office does."""

FAIR_LEADER = (*INSTRUCT, *PROCEED, "scoring.confirm_results", "scoring.announce_results")
"""What a leader does."""

FAIR_UNIT = (
    "cases.answer_instruction",
    "duties.acknowledge_working_rules",
    "scoring.see_result",
    "scoring.see_burden",
    "proceedings.see_proceeding",
    "proceedings.propose_proceeding",
    "proceedings.file_objection",
    "proceedings.withdraw_proceeding",
)
"""What a unit does."""
