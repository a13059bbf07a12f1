"""The text itself: tokens, layout, offsets, the language it is in."""
