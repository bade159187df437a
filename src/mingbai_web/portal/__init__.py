"""The public front: home, calculators, guides of bodies, what one should know about these pages. It writes nothing."""
