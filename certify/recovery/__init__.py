"""Recovery problems: instances, their geometry, objectives, duality, escape directions."""
