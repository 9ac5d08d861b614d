"""Archiving, deleting and extending in the background, as jobs that run one after another."""
