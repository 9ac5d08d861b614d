"""Long work: archiving, deleting and extending, one job after the other, while other screens are used."""
