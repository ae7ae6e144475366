"""Open311 GeoReport v2: what other cities' programs report with and follow (docs/api.md)."""
