"""The pages: routes, forms, templates, charts, and the process that computes for them."""
