"""The commands, one file for each, with options, output and exit code."""
