"""Who wins: presses, repetitions and others' edits of events and series, against a model."""
