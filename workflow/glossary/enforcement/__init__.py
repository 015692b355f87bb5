"""Enforcement: what a draft must say, and the ladder that makes it say it, every step recorded."""
