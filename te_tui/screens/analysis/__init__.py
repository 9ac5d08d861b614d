"""The analyses: what changed first, what is better or worse in another snapshot, where a widget drifts."""
