"""The body of a snapshot: panels in reading order, each with its frames, whichever generation wrote them."""
