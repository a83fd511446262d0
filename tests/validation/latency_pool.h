/* latency_pool.h - which measurements the constants of a record are fitted on.
 *
 * An engine is the same program on every GPU and for every model: its constants are close,
 * and closer the more two experiments have in common. So all measurements count, with a
 * weight that says how near their experiment is, and an experiment of many rows counts no
 * more than one of a dozen.
 */
#ifndef TESTS_VALIDATION_LATENCY_POOL_H
#define TESTS_VALIDATION_LATENCY_POOL_H

#include "tests/validation/latency_fit.h"

typedef enum {
    EVERY_EXPERIMENT,  /* calibration rows, those of its own experiment among them    */
    OTHER_EXPERIMENTS, /* calibration rows of other experiments                       */
    OTHERS_OF_TABLE    /* the same, and of other experiments in the table all rows     */
} Pool;

/* The rows of a pool for a record. There is room for all of the list. */
size_t pool_rows(FitRow *rows, const Served *record, Pool pool, const LatencyStudy *study);

#endif
