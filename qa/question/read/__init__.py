"""Question → readings: its years, its spelling, its parts, and what turns it."""
