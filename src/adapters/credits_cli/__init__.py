"""The command line: replay a stream, check a database, see permissions, a demo.

It is the one adapter that knows the others, because somebody has to wire them.
Modules are imported late, so that ``credits --help`` answers at once.
"""
