"""Where is my cargo, were the steps followed, who gets what.

The room's interface is plain values: recorded movements and a `Corridor` in,
answers out. It never opens the casebook.
"""
