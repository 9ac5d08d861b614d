"""Decoding of any vendor's answers: unreadable parts are left out and listed, and the rest is used."""
