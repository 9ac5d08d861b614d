"""Shared parts of the commands that change snapshots: plan, question, progress and report."""
