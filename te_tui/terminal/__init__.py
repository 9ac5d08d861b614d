"""What makes te-tui good in a terminal, over SSH above all: its first frame, little output, signals."""
