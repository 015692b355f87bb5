"""One module per verb: each composes the packages below into one piece of a press office's work."""
