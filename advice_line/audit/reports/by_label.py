"""The measures that a report tells by channel, practice and the like."""

from advice_line.audit_kinds import Dimension

# The guide asks who asks what, and for referral patterns with feedback (§4 and §5).
BROKEN_DOWN = (
    (Dimension.CHANNEL, "utilisation.queries"),
    (Dimension.ASKER_ROLE, "utilisation.queries"),
    (Dimension.ASKER_ROLE, "referrals.referred"),
    (Dimension.QUESTION_TYPE, "appropriateness.kinds"),
    (Dimension.NETWORK, "utilisation.practices"),
    (Dimension.NETWORK, "outcomes.imaging_avoided"),
    (Dimension.NETWORK, "referrals.referred"),
    (Dimension.PRACTICE, "utilisation.practices"),
    (Dimension.PRACTICE, "outcomes.imaging_avoided"),
    (Dimension.PRACTICE, "referrals.referred"),
)
