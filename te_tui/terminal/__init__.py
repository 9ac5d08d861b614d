"""What makes the explorer good over SSH: only what changed is sent, in colours that the terminal has."""
