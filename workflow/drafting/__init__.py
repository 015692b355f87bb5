"""Making drafts: memory, engine, glossary and guards, composed in the order of the work."""
