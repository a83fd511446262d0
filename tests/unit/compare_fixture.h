/* compare_fixture.h - two scenarios, simulated and compared, for tests. */
#ifndef TESTS_COMPARE_FIXTURE_H
#define TESTS_COMPARE_FIXTURE_H

#include "sim/decision/compare.h"
#include "tests/unit/whole_run.h"

typedef struct {
    WholeRun before_run, after_run;
    Answer before, after;
    Compare compare;
} CompareFixture;

/* A shop of two designs whose bills are given, over 12 months: of rag 10 to 20 k$ and then
 * 1 k$ a month, of finetune 25 k$ and 500 $ a month. */
extern const char compare_shop[];

/* Prompts and RAG on bought models, all computed. */
extern const char compare_bought[];

/* Compare two texts, the second one with `count` values set; the test fails if one cannot be
 * simulated. */
void compare_fixture_make(CompareFixture *fixture, const char *before, const char *after,
                          const char *const set[], size_t count);
void compare_fixture_free(CompareFixture *fixture);

/* The share of an input in the change of a compared design; the last column is the pair. */
Estimate compare_share(const Compare *compare, const char *input, size_t column);

/* The change of an assumption, which must be there; and the place of a design. */
const AssumptionChange *compare_change(const Compare *compare, const char *key);
size_t compare_place(const Compare *compare, const char *design);

/* Shares and rest of each column must be the change of the mean over all trials. */
void assert_shares_add_up(const Compare *compare);

#endif
