/* dates.h - dates as scenarios and catalogue entries write them: 2026-11-01. */
#ifndef SIM_SCENARIO_DATES_H
#define SIM_SCENARIO_DATES_H

#include <stdbool.h>

bool date_is_valid(const char *text);

/* Days from one valid date to a later one. */
long date_days(const char *from, const char *to);

#endif
