"""The HTML edition, and the safe HTML fragment from which every other format is made too."""
