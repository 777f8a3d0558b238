"""The gallery: bugs with names, and proof that the test harness catches each one.

Each is what somebody could get wrong, or has: it says what money it costs, and
which checks catch it. ``python -m credits_testkit.gallery`` prints them all.
"""
