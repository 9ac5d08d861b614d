"""Shared parts of the commands that change snapshots: plan, confirmation, progress and report."""
