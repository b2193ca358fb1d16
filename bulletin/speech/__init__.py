"""Speech: written words to spoken ones, sentences, and the takes that voices give."""
