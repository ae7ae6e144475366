"""Written instructions, unit results, objections to them, working rules: who asks, who answers, who decides."""

INSTRUCT = (
    "cases.issue_instruction",
    "cases.accept_reply",
    "cases.return_reply",
    "cases.withdraw_instruction",
)
"""Leaders and the office ask in writing, and judge the reply."""

FAIR_OFFICE = (*INSTRUCT,)
"""What the office does."""

FAIR_LEADER = (*INSTRUCT,)
"""What a leader does."""

FAIR_UNIT = ("cases.answer_instruction",)
"""What a unit does."""
