"""What the host sees: health, figures, backups."""
