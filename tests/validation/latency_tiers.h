/* latency_tiers.h - predictions of records that their constants were not fitted on. */
#ifndef TESTS_VALIDATION_LATENCY_TIERS_H
#define TESTS_VALIDATION_LATENCY_TIERS_H

#include "tests/validation/latency_pool.h"

/* What the constants were fitted on, before they predict a record. */
typedef enum {
    NO_DATA,     /* nothing: kernels and round numbers                                 */
    CALIBRATED,  /* calibration rows, of its own experiment too; development rows test */
    TRANSFERRED, /* calibration rows of other experiments; all rows test               */
    NEIGHBOURED, /* also development rows of other experiments in its table; all test  */
    ANCHORED,    /* transferred, then three rows of the experiment; its others test    */
    TIER_COUNT
} Tier;

/* The factors of each record, and whether it tests them. */
typedef struct {
    bool *tested;
    double (*factors)[FACTOR_COUNT];
} TierFits;

typedef struct {
    bool tested;
    const char *why;            /* it is beyond the predictor, or NULL                  */
    double error[METRIC_COUNT]; /* predicted / measured - 1; NaN without one of the two */
} Outcome;

/* Fit as the tier says; free what it gives with tier_free(). */
TierFits tier_fits(Tier tier, const LatencyStudy *study);
void tier_free(TierFits *fits);

/* outcomes[i] of list->items[i]. */
void tier_judge(Outcome *outcomes, const TierFits *fits, const LatencyStudy *study);

#endif
