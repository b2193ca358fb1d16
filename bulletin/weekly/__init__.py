"""The archive of finished bulletins, and the weekly that is chosen from its dailies."""
