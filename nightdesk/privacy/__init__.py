"""What a visitor may know, take along or have erased."""
