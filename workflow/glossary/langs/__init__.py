"""Data files: what the matcher must know of each language, one TOML file a language."""
