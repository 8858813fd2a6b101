"""The application form that applicants fill in themselves, a section at a time: its questions and what becomes of them."""
