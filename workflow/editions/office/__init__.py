"""The DOCX and ODT editions: written by pandoc from data, dressed and made deterministic by us."""
