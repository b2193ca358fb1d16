"""What the command line calls: one short function per command, joining what decides with what acts."""
