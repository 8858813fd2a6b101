"""Values ready to print, for pages, spreadsheets and the command alike."""
