"""How much may be sent: below what the platform drops without a word, 30 a minute and 1000 an hour to one member."""

from storage.leases import Allowance

USUAL = Allowance(minute=25, hour=900)
# Danger may use what is left for it.
ALERT = Allowance(minute=29, hour=990)
# The platform allows a corp 10 000 calls a minute of one kind.
CORP_A_MINUTE = 8_000
ROUND = 50
# Longer than the slowest round: see the deadline of the one who sends.
LEASE_SECONDS = 120.0
