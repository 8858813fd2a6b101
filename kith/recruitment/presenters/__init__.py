"""An application as it is shown: who may do what with it, the checklist, what to do next, what happened, the list."""
