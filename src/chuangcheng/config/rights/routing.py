"""Rights of the routing rules."""

from chuangcheng.config.rights.right import Right, needs

ROUTING: dict[str, Right] = {
    "desk:routing_rules": needs("duties.see_duty"),
    "desk:routing_rule": needs("duties.see_duty"),
    "desk:new_routing_rule": needs("duties.propose_routing_rule"),
    "desk:act_on_routing_rule": needs(
        "duties.rehearse_routing_rule", "duties.switch_on_routing_rule", "duties.end_routing_rule"
    ),
    "desk:import_routing_rules": needs("duties.import_routing_rules"),
    "desk:export_routing_rules": needs("duties.see_duty"),
}
