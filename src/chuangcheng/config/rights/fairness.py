"""Rights of what leaders ask, of unit results and of what makes them fair."""

from chuangcheng.config.rights.right import Right, needs

CASE_SIGHTS = ("cases.see_case", "cases.see_group_case", "cases.see_found_case")

FAIRNESS: dict[str, Right] = {
    # written instructions: each is seen by whoever sees its case
    "desk:instructions": needs(*CASE_SIGHTS),
    "desk:instruction": needs(*CASE_SIGHTS),
    "desk:instruction_file": needs(*CASE_SIGHTS),
    "desk:new_instruction": needs("cases.issue_instruction"),
    "desk:instruction_move": needs(
        "cases.answer_instruction", "cases.accept_reply", "cases.return_reply", "cases.withdraw_instruction"
    ),
}
