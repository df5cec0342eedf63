"""The plan of rooms, seats and witness lines: what is claimed by which project, from when to when."""
