"""The child chooses: wishes, a short list with reasons, cards, a proposal that anybody may decline without a trace
for the others, an introduction, and the match with its agreement.

Existing matches are never touched by looking for new ones. Knows no meeting: those come after.
"""
