"""Applicants and third parties: personal data under one data key a party, with the keys outside the database."""
