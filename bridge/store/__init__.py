"""What must survive: SQLite behind the ports that the other layers define."""
