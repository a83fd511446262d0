/* compare_out.h - a comparison of scenarios in the formats of a run's answer.
 *
 * One scenario, to which others are compared: each of them has a section of its own. */
#ifndef SIM_OUTPUT_COMPARE_OUT_H
#define SIM_OUTPUT_COMPARE_OUT_H

#include "sim/decision/compare.h"
#include "sim/output/writer.h"

/* Comparisons with the same scenario before, one at least. */
typedef struct {
    const Compare *items;
    size_t count;
} CompareReport;

void compare_table(Text *out, const CompareReport *report, const Style *style);
void compare_json(Text *out, const CompareReport *report, const Style *style);
void compare_csv(Text *out, const CompareReport *report, const Style *style);
void compare_markdown(Text *out, const CompareReport *report, const Style *style);

/* What table and Markdown say in the same words; buffers have 64 bytes. */

/* "+$24k", "-$1.2k", "$0"; a dash where it is unknown. */
char *compare_signed(char *buffer, Estimate change, const Currency *money);

/* "=" where it rounds to nothing, or "+$24k .. +$112k": P10 and P90, or one amount for both. */
char *compare_range(char *buffer, const DesignChange *change, const Currency *money);

/* Append the same of a design, or "only in FILE" where one scenario lacks it. */
void compare_difference(Text *text, const Compare *compare, size_t design);

/* "12%", "12% → 98%", "- → 98%": a share before and after, as one where they print alike. */
char *compare_shares(char *buffer, double before, double after, const char *arrow);

/* The text of a value that there may not be. */
const char *compare_value(const char *value);

/* Whether an assumption is marked as changed by more than a tenth. */
bool compare_is_large(const AssumptionChange *change);

/* The designs of a comparison in the two answers; NULL where a scenario lacks it. */
const DesignAnswer *compare_before(const Compare *compare, size_t design);
const DesignAnswer *compare_after(const Compare *compare, size_t design);

/* In the scenario before, or else in the one after: what a design is called. */
const ScenarioDesign *compare_named(const Compare *compare, size_t design);

/* Its chances to be over the budget and the cheapest that is eligible, before and after;
 * NAN where a scenario lacks it. */
void compare_over(double *before, double *after, const Compare *compare, size_t design);
void compare_cheapest(double *before, double *after, const Compare *compare, size_t design);

/* Whether a must is in either scenario; what chances of being the cheapest are called:
 * "Cheapest eligible" if so. */
bool compare_has_musts(const Compare *compare);
const char *compare_cheapest_title(const Compare *compare);

/* "yes", "yes → no (latency)": whether a design meets the musts, before and after. */
void compare_musts(Text *text, const Compare *compare, size_t design, const char *arrow);

/* The summary of the ranking cost of a design; unknown of NULL. */
Summary compare_cost(const Compare *compare, const DesignAnswer *design);

/* "Shapley shares, exact, 4,096 futures": how the change was divided. */
void compare_method(Text *text, const Attribution *why);

/* The whole change of a column: shares and rest; and whether some rest shows. */
Estimate compare_whole(const Attribution *why, size_t column);
bool compare_has_rest(const Compare *compare);

/* A column of the attribution: a design, or "RAG less Combined". */
void compare_column(Text *text, const Compare *compare, size_t column);

/* Whether what a part contributes to a column rounds to nothing. */
bool compare_is_nothing(const Compare *compare, size_t column, double amount);

#endif
