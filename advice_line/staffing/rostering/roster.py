"""The rota's door: everything that is looked at or changed, for pages and commands."""

from advice_line.staffing.rostering.absences import Absences
from advice_line.staffing.rostering.choosing import Choosing
from advice_line.staffing.rostering.covering import Covering
from advice_line.staffing.rostering.opening_hours import OpeningByHand
from advice_line.staffing.rostering.patterns import Patterns
from advice_line.staffing.rostering.taking_over import TakingOver
from advice_line.staffing.rostering.told_ahead import ToldAhead
from advice_line.staffing.rostering.views import Views


class Roster(Views, Choosing, Absences, Covering, Patterns, TakingOver, OpeningByHand, ToldAhead):
    """Times without a zone are the wall clock of the line (of absences and pauses, of the first
    line), read by the policy of `rota/walltime.py`, and `Done.notes` says where that had to decide;
    aware ones are instants. A responder changes their own duty only, a rota manager anybody's.

    A change that somebody is not eligible for raises `errors.ReasonNeeded` with what is against it,
    and is done when it is asked again with a reason. Given a `version`, it raises
    `errors.RotaMoved` where the days concerned were changed since. The same `form_key` is done
    once. What cannot be is `errors.Invalid`; who may not, `errors.NotAllowed`.
    """
