/* range_laws.h - laws as scenarios write them, for tests; they end the test if there is none.
 */
#ifndef TESTS_UNIT_RANGE_LAWS_H
#define TESTS_UNIT_RANGE_LAWS_H

#include "sim/sampling/dist.h"

/* With a tenth of the outcomes below low and a tenth above high. */
Law law_of_range(Arena *arena, const char *family, double low, double high);

Law law_of_three(Arena *arena, const char *family, double low, double mode, double high);

#endif
