"""How pages look: base templates, one style sheet, the few scripts, form rendering, tags."""
