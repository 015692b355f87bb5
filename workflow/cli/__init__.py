"""The command line: click's options become arguments of one command, its result an exit code."""
