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
    # monthly results of units
    "desk:result_months": needs("scoring.see_result"),
    "desk:result_month": needs("scoring.see_result"),
    "desk:export_results": needs("scoring.see_result"),
    "desk:unit_result": needs("scoring.see_result"),
    "desk:result_line": needs("scoring.see_result"),
    "desk:draft_results": needs("scoring.draft_results"),
    "desk:result_move": needs("scoring.confirm_results", "scoring.announce_results"),
    "desk:result_rules": needs("scoring.define_result_rules"),
    "desk:rehearsal": needs("scoring.define_result_rules"),
    # proceedings
    "desk:proceedings": needs("proceedings.see_proceeding"),
    "desk:proceeding": needs("proceedings.see_proceeding"),
    "desk:proceeding_move": needs("proceedings.see_proceeding"),
    # burden, working rules
    "desk:burden": needs("scoring.see_burden"),
    "desk:working_rules": needs("duties.see_working_rules"),
    "desk:working_rules_page": needs("duties.see_working_rules"),
    "desk:working_rules_file": needs("duties.see_working_rules"),
    "desk:issue_working_rules": needs("duties.issue_working_rules"),
    "desk:acknowledge_working_rules": needs("duties.acknowledge_working_rules"),
    "desk:remind_working_rules": needs("duties.remind_working_rules"),
    "desk:withdraw_working_rules": needs("duties.withdraw_working_rules"),
    # what a unit and a group have to do
    "desk:unit_work": needs("cases.see_case"),
    "desk:unit_cases": needs("cases.see_case"),
    "desk:group_remit": needs("cases.see_case", "cases.see_group_case"),
}
