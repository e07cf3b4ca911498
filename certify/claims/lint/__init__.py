"""What is wrong with claims before they are decided: one file for each kind of finding."""
