"""What this machine is, has and refuses."""
