"""One file a deliverable: captions, chapters."""
