"""One kind of drawing each: plain values in, a picture out."""
