"""The EPUB edition: EPUB 3, written by us from the same HTML as the page."""
