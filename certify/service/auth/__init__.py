"""Who asks, and what they may: tokens and sessions."""
