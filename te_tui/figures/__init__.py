"""Arithmetic on values that vendors and drawings share: which count, their order, statistics and bounds."""
