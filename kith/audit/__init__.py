"""What happened and who looked: append-only, hash-chained, written in the same transaction as the deed.

Knows no other room and holds no foreign key, so that nothing it says can be changed by changing something else.
Holds ids, codes and counts; never names, words or addresses.
"""
