"""What the project knows before it reads: places, federal agencies, statutes, loaded from seeds/gazetteers."""
