"""What every command begins with: the environment in .venv, the system's packages, and one sentence for a failure."""
