"""What this installation has decided where the law is silent, and the holiday notices it has loaded: dated, entered as acts."""
