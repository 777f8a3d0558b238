"""States and steps that break the laws: what shows that each law can fail.

No rule makes them, so that they are no bugs with names; they are what the laws
themselves are tested on.
"""
