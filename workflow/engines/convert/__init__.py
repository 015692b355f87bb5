"""Published checkpoints turned into Argos packages."""
