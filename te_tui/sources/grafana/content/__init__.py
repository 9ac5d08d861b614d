"""From decoded panels to the neutral forms that are drawn; `drawing` chooses the form for a type."""
