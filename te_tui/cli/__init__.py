"""The command line, which runs a command; only this package puts the program's parts together."""
