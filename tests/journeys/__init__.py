"""What people do with Kith, each journey a page of English, in a real browser on a live server."""
