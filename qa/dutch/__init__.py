"""Dutch, the language: no word of any one letter's subject stands here."""
