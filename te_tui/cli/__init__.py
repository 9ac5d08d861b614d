"""The command line: it reads arguments, runs a command, and alone decides which objects work together."""
