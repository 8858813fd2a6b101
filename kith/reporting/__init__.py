"""Figures that leave the caseload: the commissioner's quarter as a page, .xlsx and PDF, the elected member's page.

Every figure goes through one gate (`science.disclosure`) before anybody outside the scheme sees it.
"""
