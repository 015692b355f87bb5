"""Where models come from: a file at hand, the Argos index, the Python package registry."""
