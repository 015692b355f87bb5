"""Grammar of the target languages: terms are inflected, placed and found by it."""
