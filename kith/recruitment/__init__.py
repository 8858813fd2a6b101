"""From an enquiry to an approved volunteer: the application, the checklist of what they need, the approval.

Knows no child and no referral: who a volunteer meets is a later room's matter. What they need is data
(`requirements`); where they stand with it is worked out from the checks that were recorded (`checklist`), never stored.
"""
