"""certify: decides claims about nonconvex low-rank matrix recovery, with certificates a kernel re-checks."""
