"""Who may be where: the pure rules of entry and agency exit; admissions, rights, presence and trajectories upon them."""
