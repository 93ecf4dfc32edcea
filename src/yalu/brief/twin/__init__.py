"""Twin: what the simulation says, in pictures and as a page."""
