"""What each command does, one verb a module; settling what it changed is shared."""
