"""What those who work on KazaDesk run: checks and tests, locks, translations, pictures of every screen."""
