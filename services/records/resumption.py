"""申请恢复执行的期间: until when resumption can be asked for after a settlement's last day (执行和解规定 10)."""

from __future__ import annotations

import datetime as dt

from services.law.periods import BUNDLED, HolidayTables
from services.law.terms import term


def resume_by(last: dt.date, tables: HolidayTables = BUNDLED) -> dt.date:
    """The last day to ask, counted from the last day of performance; never later than the true one."""
    return term("settlement_resume").last_day_at_least(last, tables)[0]
