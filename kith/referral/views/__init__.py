"""Pages of this room: the public form, following a referral, a worker's own form, and the desk that answers."""
