"""Routing rules: who proposes and who switches on. A rule needs two people whatever their roles."""

ROUTING_SECOND = (
    "duties.switch_on_routing_rule",
    "duties.end_routing_rule",
)
"""Looks at the rehearsal and says yes."""

ROUTING_OFFICE = (
    *ROUTING_SECOND,
    "duties.propose_routing_rule",
    "duties.rehearse_routing_rule",
    "duties.import_routing_rules",
)
"""The office and those who take reports in."""
