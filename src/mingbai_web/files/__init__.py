"""The vault of files and the public store, kept apart; what may come in, by content and by what it says."""
