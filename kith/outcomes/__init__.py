"""What comes of it: measures, goals, needs and the child's own words, asked as little as possible and told as they are.

Knows matches, meetings and endings, so that it need ask nobody what Kith knows already; knows no money and no reports.
"""
