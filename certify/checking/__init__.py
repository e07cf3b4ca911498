"""From claims to verdicts: deciding, remembering outcomes, and what they hang on."""
