"""Script and takes to a frame-exact plan; nothing here draws, sounds or writes."""
