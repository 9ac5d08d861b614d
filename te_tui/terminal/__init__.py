"""The terminal, over SSH above all: the first frame, little output, signals."""
