"""How results are shown: tables, JSON, pictures. Nothing here computes a result."""
