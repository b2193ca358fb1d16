"""The commands, a module a group: arguments in, one call of the desk, what to tell out."""
