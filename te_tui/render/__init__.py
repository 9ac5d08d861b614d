"""Pure rendering: plain values in, pictures of styled text out; no terminal, no API, no clock."""
