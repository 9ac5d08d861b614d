"""Long work: archiving, deleting and extending, one after the other, wherever one goes meanwhile."""
