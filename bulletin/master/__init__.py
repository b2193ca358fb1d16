"""Chunks and sound joined into one verified file, and published by rename."""
