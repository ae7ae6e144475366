"""Rights of citizens' reports: public pages, pages behind a secret link, and the triage desk."""

from chuangcheng.config.rights.right import PUBLIC, Right, needs

SEE = "participation.see_report"

PARTICIPATION: dict[str, Right] = {
    "portal:report": PUBLIC,
    "portal:report_work": PUBLIC,
    "portal:report_worker": PUBLIC,
    "portal:reports": PUBLIC,
    "portal:find_report": PUBLIC,
    "portal:report_feed": PUBLIC,
    "portal:report_photo": PUBLIC,
    "portal:report_page": PUBLIC,
    "portal:follow_report": PUBLIC,
    "portal:unfollow": PUBLIC,
    # Whoever holds the token is the writer; the token is the only key.
    "portal:own_report": PUBLIC,
    "portal:own_photo": PUBLIC,
    "portal:own_say": PUBLIC,
    "portal:own_erase": PUBLIC,
    "portal:bulletins": PUBLIC,
    "portal:facilities": PUBLIC,
    "portal:facility": PUBLIC,
    "portal:streets": PUBLIC,
    "portal:markets": PUBLIC,
    "portal:find_map": PUBLIC,
    "portal:ground": PUBLIC,
    "desk:reports": needs(SEE),
    "desk:report": needs(SEE),
    "desk:report_photo": needs(SEE),
    "desk:report_cover": needs("evidence.redact_picture"),
    "desk:report_original": needs("evidence.see_original"),
    "desk:report_move": needs(SEE),
    "desk:report_publish": needs("participation.publish_report"),
    "desk:report_withdraw": needs("participation.withdraw_report"),
    "desk:report_correct": needs("participation.correct_report"),
    "desk:report_contact": needs("participation.read_contact"),
    "desk:report_new": needs("participation.take_in_report"),
    "desk:report_orders": needs("participation.import_orders"),
    "desk:report_orders_back": needs("participation.hand_back_orders"),
    "desk:report_order_columns": needs("participation.set_order_columns"),
    "desk:report_blocks": needs("participation.block"),
    "desk:report_block_lift": needs("participation.lift_block"),
    "desk:report_calls": needs("participation.open_call"),
}
