"""Old translations for changed sources: what may be offered again, and as what."""
