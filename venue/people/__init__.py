"""People: who they are (as codes and commitments), what they are for which project, and how they show it at a door or desk."""
