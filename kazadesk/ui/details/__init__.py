"""All that is known of one link, and marking it paid by hand."""
