"""Who wins: presses, repetitions and others' edits of one event, against a simple model."""
