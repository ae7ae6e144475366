"""The REST interface: OpenAPI 3.1, problem+json, keyset pages, under the grants of the client (docs/api.md)."""
