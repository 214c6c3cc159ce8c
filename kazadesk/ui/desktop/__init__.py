"""What the desktop around the window is asked for."""
