#include "sim/scenario/dates.h"

static int digits(const char *text, int count)
{
    int value = 0;
    for (int i = 0; i < count; i++)
        value = 10 * value + (text[i] - '0');
    return value;
}

static bool is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

bool date_is_valid(const char *text)
{
    static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

    for (int i = 0; i < 10; i++)
        if (i == 4 || i == 7 ? text[i] != '-' : text[i] < '0' || text[i] > '9')
            return false;
    int month = digits(text + 5, 2), day = digits(text + 8, 2);
    if (text[10] != '\0' || month < 1 || month > 12)
        return false;
    return day >= 1 && day <= lengths[month - 1] + (month == 2 && is_leap(digits(text, 4)));
}

/* Days since the first of March of the year 0, from which leap days fall at the
 * end of a year. */
static long day_number(const char *text)
{
    int year = digits(text, 4), month = digits(text + 5, 2), day = digits(text + 8, 2);

    if (month < 3)
        year--, month += 12;
    return 365L * year + year / 4 - year / 100 + year / 400 + (153 * (month - 3) + 2) / 5 + day;
}

long date_days(const char *from, const char *to)
{
    return day_number(to) - day_number(from);
}
