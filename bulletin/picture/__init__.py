"""Shots made visible: photographs, composition in planar Y′CbCr, chunks of H.264."""
