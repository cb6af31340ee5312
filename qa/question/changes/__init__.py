"""What tells a letter from an earlier one of its dossier: numbers, sections, promises."""
