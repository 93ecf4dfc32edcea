"""The twin of a corridor: a corridor file and a scenario in, events and figures out.

The room's interface is plain values. It will read the `steps` of a `Corridor`
and the state of a belief handed to it, never the casebook.
"""
