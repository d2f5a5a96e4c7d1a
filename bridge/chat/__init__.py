"""What people exchange: texts, messages, rooms, events. Pure data, no input or output."""
