"""Footage: clips opened safely and looked at, their pictures found by time, their sound read."""
