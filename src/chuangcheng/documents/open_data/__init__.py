"""Open data: what the public pages show, as files. Each set reads through the public queries of its room alone."""
