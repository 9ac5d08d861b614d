"""From points to series: which values count, what can be seen of them, and what their figures are."""
