"""What people see: the control room, boards and kiosk. Knows the venue, never the devices."""
