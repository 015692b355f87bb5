"""Releases that come as DOCX, ODT or HTML: read without trust, turned into clean Markdown."""
