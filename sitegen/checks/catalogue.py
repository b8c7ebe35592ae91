"""Every rule that looks at a loaded report, in the order they run.

Knows the list. It is literal: nothing is discovered, nothing registers itself.
"""

from __future__ import annotations

from sitegen.checks.rule import CheckRule
from sitegen.checks.rules import (
    score101_weights_do_not_add_up,
    score102_score_out_of_bounds,
    score103_total_is_not_the_sum,
    score104_rate_does_not_follow,
    score105_execution_score_does_not_follow,
    score106_grade_does_not_follow,
    score107_target_missed_full_marks,
    score108_points_lost_without_reason,
    score109_spent_more_than_budget,
    score110_result_blank,
    score111_group_weights_differ,
    sum101_identity_does_not_hold,
    sum102_total_blank,
    sum103_rounding_difference,
    sum104_limit_exceeded,
    sum105_unexpected_negative,
    tab101_tables_contradict,
    tab102_limit_exceeded_between_tables,
    tab103_institutions_differ,
    year101_years_contradict,
)

CHECKS: tuple[CheckRule, ...] = (
    sum101_identity_does_not_hold,
    sum102_total_blank,
    sum103_rounding_difference,
    sum104_limit_exceeded,
    sum105_unexpected_negative,
    tab101_tables_contradict,
    tab102_limit_exceeded_between_tables,
    tab103_institutions_differ,
    year101_years_contradict,
    score101_weights_do_not_add_up,
    score102_score_out_of_bounds,
    score103_total_is_not_the_sum,
    score104_rate_does_not_follow,
    score105_execution_score_does_not_follow,
    score106_grade_does_not_follow,
    score107_target_missed_full_marks,
    score108_points_lost_without_reason,
    score109_spent_more_than_budget,
    score110_result_blank,
    score111_group_weights_differ,
)
