"""Trials: telling the story of a bug, and asking every check what it saw."""
