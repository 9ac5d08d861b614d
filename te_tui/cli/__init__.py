"""The command line: reads arguments, builds everything, hands over; the only composition root."""
