"""When and where: reading files, writing files, and the commands."""
