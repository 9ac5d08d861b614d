"""From a panel and its data to what people read: drawings, tables, one line, or files for other programs."""
