"""What a check computes with: its data, and what it reads from around it."""
