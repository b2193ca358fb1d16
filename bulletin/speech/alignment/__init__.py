"""A presenter's recording aligned to the sentences of its script, without any model: see `aligning.align`."""
