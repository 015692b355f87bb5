"""Editions: a release in one language and one format, and the ledger of what each was made from."""
