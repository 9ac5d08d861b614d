"""The kinds of charts, one module each: plain values in, a picture out."""
