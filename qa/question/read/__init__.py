"""Question → a Reading, made once: its frame, parts, years, spelling, turns and what it wants."""
