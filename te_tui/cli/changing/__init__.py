"""What the commands that change snapshots share: plan, question, progress and report."""
