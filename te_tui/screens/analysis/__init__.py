"""What changed first in a snapshot, what is better or worse in another one, where a widget drifts."""
