"""How each kind of slot is filled otherwise in a translation."""
