"""A brand pack: read and checked, its plates laid out and drawn, its motion pieces made."""
