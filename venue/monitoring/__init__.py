"""What the site's devices say and whether they say it: streams, health, measurements, dead letters, alarms, recordings."""
