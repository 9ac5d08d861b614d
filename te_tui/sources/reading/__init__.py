"""Decoding of answers, for all vendors: no field is required, no value is trusted, damage is always noted."""
