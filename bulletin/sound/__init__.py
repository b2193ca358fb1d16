"""The programme's one sound: arranged, ducked, mixed by sample, levelled under a true-peak ceiling and encoded."""
