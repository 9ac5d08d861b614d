"""The kinds of drawing, one module each: plain values in, a picture out."""
