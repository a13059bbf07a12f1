"""Words and what is known of them."""
