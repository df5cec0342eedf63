"""The simulated site: every device on the real topics, people who walk, and the day that a file scripts for them."""
