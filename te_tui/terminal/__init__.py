"""The terminal, above all over SSH: the first frame, little output, keys, signals."""
