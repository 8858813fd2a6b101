"""The analyses of a scheme's own records: each a section of the outcome report, told by science or refused in a sentence."""
