"""Rights of public notices, red and black lists, and the exposure of violations in traffic."""

from chuangcheng.config.rights.right import PUBLIC, Right, needs

FAIR_PROCESS: dict[str, Right] = {
    "portal:notices": PUBLIC,
    "portal:notice_feed": PUBLIC,
    "portal:notice": PUBLIC,
    # Looks at every reading whether the notice is public.
    "portal:notice_picture": PUBLIC,
    "portal:notice_objection": PUBLIC,
    # The code of the letter is the key.
    "portal:letter_objection": PUBLIC,
    # Whoever holds the token wrote it.
    "portal:own_objection": PUBLIC,
    "portal:integrity": PUBLIC,
    "portal:integrity_entry": PUBLIC,
    "desk:list_entries": needs("integrity.see_entry"),
    "desk:list_entry": needs("integrity.see_entry"),
    "desk:list_entry_move": needs("integrity.see_entry"),
    "desk:new_list_entry": needs("integrity.enter_entry"),
    "desk:import_list_entries": needs("integrity.import_entries"),
    "desk:list_entry_pattern": needs("integrity.import_entries"),
    "desk:press_list": needs("integrity.export_entries"),
    "desk:platform_columns": needs("integrity.export_entries"),
    "desk:export_list_entries": needs("integrity.export_entries"),
    "desk:listing_grounds": needs("integrity.see_entry"),
    "desk:integrity_campaigns": needs("integrity.see_entry"),
    "desk:integrity_campaign": needs("integrity.see_entry"),
    "desk:new_integrity_campaign": needs("integrity.open_campaign"),
    "desk:new_integrity_story": needs("integrity.propose_story"),
    "desk:violations": needs("exposures.see_violation"),
    "desk:violation": needs("exposures.see_violation"),
    "desk:violation_move": needs("exposures.see_violation"),
    "desk:add_violation_picture": needs("exposures.add_picture"),
    "desk:violation_picture": needs("exposures.see_violation"),
    "desk:violation_cover": needs("exposures.cover_picture"),
    "desk:violation_original": needs("evidence.see_original"),
    "desk:take_out_violation_picture": needs("exposures.take_out_picture"),
    "desk:import_violations": needs("exposures.import_violations"),
    "desk:violation_pattern": needs("exposures.import_violations"),
    "desk:traffic_statistics": needs("exposures.see_violation"),
    "desk:violation_kinds": needs("exposures.see_violation"),
    "desk:proceeding_picture": needs("proceedings.see_proceeding"),
    "desk:objection_contact": needs("proceedings.read_contact"),
}
