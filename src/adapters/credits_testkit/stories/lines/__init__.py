"""What the lines of a story can say: commands, events, refusals, facts, settings."""
