"""Other systems: what their own role may do, and the office that gives them keys."""

SYSTEM_CALLS = ("participation.pass_on_report",)
"""A system passes reports on; whatever else it may read comes from further roles of its post."""

SYSTEM_OFFICE = ("accounts.issue_client", "accounts.revoke_client")
"""The office issues keys and revokes them."""
