"""Turn a newsroom's script into a finished television bulletin."""

import gc
import os

__version__ = "0.1.0"

# Work is shared out between processes. NumPy's own threads would only spin beside them, and what they add up depends on
# how many there are. Loading the program makes many objects and no garbage. Without the one and with fewer looks for the
# other, every command and worker starts with two thirds of the processor's time.
os.environ["OPENBLAS_NUM_THREADS"] = "1"
gc.set_threshold(50_000, 20, 20)
