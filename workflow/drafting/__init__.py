"""Drafting: from segments to machine proposals, composed of rules, an engine and its guards."""
