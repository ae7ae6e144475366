"""Rights of what other systems call (a key says who they are, not a session), and of the office's page of keys."""

from chuangcheng.config.rights.right import PUBLIC, Right, needs

SYSTEMS: dict[str, Right] = {
    "api:open311": PUBLIC,
    "api:open311_discovery": PUBLIC,
    "api:open311_services": PUBLIC,
    "api:open311_definition": PUBLIC,
    "api:open311_requests": PUBLIC,
    "api:open311_request": PUBLIC,
    "api:open311_token": PUBLIC,
    "api:open311_nothing": PUBLIC,
    "api:rest:api-root": PUBLIC,
    "api:rest:openapi-json": PUBLIC,
    "api:rest:cases": PUBLIC,
    "api:rest:case": PUBLIC,
    "api:rest:reports": PUBLIC,
    "api:rest:report": PUBLIC,
    "api:rest:sites": PUBLIC,
    "api:rest:site": PUBLIC,
    "api:rest:scores": PUBLIC,
    "api:rest:score": PUBLIC,
    "api:rest_nothing": PUBLIC,
    "portal:open_data": PUBLIC,
    "portal:open_file": PUBLIC,
    "desk:api_clients": needs("accounts.see_client"),
    "desk:api_client": needs("accounts.see_client"),
    "desk:api_client_new": needs("accounts.issue_client"),
    "desk:api_client_revoke": needs("accounts.revoke_client"),
}
