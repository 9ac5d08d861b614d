"""The command line: it reads arguments, builds all objects and runs a command; the only composition root."""
