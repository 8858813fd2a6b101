"""Values ready to print; each module is for the pages of one noun."""
