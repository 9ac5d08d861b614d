"""One file a command: what it prints, and with which exit code it ends."""
