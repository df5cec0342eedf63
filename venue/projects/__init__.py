"""Projects: what is traded, by which method, when; the log of their phases and which may follow which."""
