#include "tests/unit/range_laws.h"

#include "tests/unit/support.h"

Law law_of_range(Arena *arena, const char *family, double low, double high)
{
    Error err = { 0 };
    Law law = { 0 };

    if (!dist_find(family)->from_range(&law, low, high, 0.1, arena, &err))
        fail_msg("%s", err.text);
    return law;
}

Law law_of_three(Arena *arena, const char *family, double low, double mode, double high)
{
    Error err = { 0 };
    Law law = { 0 };

    if (!dist_find(family)->from_three(&law, low, mode, high, arena, &err))
        fail_msg("%s", err.text);
    return law;
}
