"""Exchange of glossaries with other tools: one module a format, each with `read` and `write`."""
