"""How the French-Russian model is made: see README.md in this folder. Nothing here is installed."""
