"""What every package may use: errors, exact numbers, files, processes."""
