"""What changes things at the other end: pure rules first, then how it is carried out."""
