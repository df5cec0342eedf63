"""What people do on site and what follows: patrols and their findings. See docs/architecture.md."""
