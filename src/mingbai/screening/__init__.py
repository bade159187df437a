"""What must not be published: personal data, injected content, wrong wording, bad conversions."""
