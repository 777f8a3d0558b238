"""The office: asking a store, and giving it commands, as a user with roles."""
