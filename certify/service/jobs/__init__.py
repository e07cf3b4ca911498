"""Jobs: what may be asked, who is next, the processes they run in, how they end."""
