"""Grafana: what its dashboard snapshots hold, decoded and made ready to be drawn.

Each part uses only those behind it in this list:
`content` makes drawings and `exact` the form for other programs; `transformations` changes frames as a panel
asks for; `fields` gives them configuration, names, texts and figures; `body` finds panels and their frames;
`frames` says what a frame is; `values` knows single values.
"""
