"""What the site is, what is allowed on it, and what happened there. Knows neither Qt nor a wire nor a lens."""
