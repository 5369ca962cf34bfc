"""Word files: their zip, their XML, their text; opened with suspicion, saved whole or not at all."""
