/* latency_data.h - measurements of engines that serve models, as one kind of record.
 *
 * Tables of several layouts are read by their column names. A measurement that cannot be
 * predicted stays in the list with the reason, so that it is counted.
 */
#ifndef TESTS_VALIDATION_LATENCY_DATA_H
#define TESTS_VALIDATION_LATENCY_DATA_H

#include "tests/validation/serving_hardware.h"

/* Seconds, and tokens of answers a second. First: to the first token. Each: to each of the
 * next. Whole: to the last. */
typedef enum {
    FIRST_MEAN,
    FIRST_P50,
    FIRST_P90,
    FIRST_P95,
    FIRST_P99,
    EACH_MEAN,
    EACH_P50,
    EACH_P99,
    WHOLE_MEAN,
    WHOLE_P50,
    WHOLE_P90,
    WHOLE_P95,
    WHOLE_P99,
    OUTPUT_RATE,
    METRIC_COUNT
} Metric;

typedef enum {
    OPEN_LOOP,   /* requests come at a rate, whatever is still running         */
    CLOSED_LOOP, /* a number of users, each with the next request after an answer */
    ONE_BATCH,   /* so many requests, all at the start                         */
    OFFLINE      /* a pool of requests that never empties                      */
} Load;

typedef enum { CALIBRATION, DEVELOPMENT } Split;

/* Quantiles are NaN where only the mean is known. */
typedef struct {
    double mean, p50, p95;
} Length;

enum { MOST_PHASES = 2 };

typedef struct {
    const char *set, *source;   /* "InferenceMAX"; where it is published         */
    const char *experiment;     /* of one machine, model and engine             */
    size_t first_of_experiment; /* where in the list it begins                */
    const char *id;             /* the settings of the row: equal ones are one record */
    const char *engine, *precision;
    const ModelShape *model;
    const GpuPeaks *gpu;
    double tensor_parallel, replicas; /* GPUs are the product                     */
    double weight_bytes, cache_bytes; /* of a weight; of a key or a value         */
    Load load;
    double users;  /* of a replica; CLOSED_LOOP and ONE_BATCH  */
    bool steady;   /* the first request of each user is not measured */
    size_t phases; /* OPEN_LOOP: one rate after another        */
    double rate[MOST_PHASES], seconds[MOST_PHASES]; /* requests/s of a replica     */
    Length in, out;          /* tokens                                   */
    double prefix, prefixes; /* tokens that prompts share; of how many sorts */
    double requests;         /* OFFLINE: of the pool; NaN if not stated  */
    double token_budget, most_running, cache_tokens; /* NaN: the engine's default  */
    double wait_steps; /* steps that the engine lets a prompt wait for others       */
    double measured[METRIC_COUNT]; /* NaN where not measured                   */
    Split split;
    bool first_unclear;   /* what the time to the first token has in it is
                           * not known: it is reported apart, and not fitted on */
    bool assumed;         /* lengths, GPUs of a replica or kernels are not stated */
    bool each_unclear;    /* the times of tokens do not add up to the whole answer:
                           * reported apart, and not fitted on        */
    const char *excluded; /* why it is left out, or NULL              */
} Served;

typedef struct {
    Served *items;
    size_t count, capacity;
    size_t repeated; /* rows that were read before */
} ServedList;

/* Add the tables of a folder; tables says how many there were. */
bool served_read(ServedList *list, size_t *tables, const char *folder,
                 const ServingHardware *hardware, Arena *arena, Error *err);

void served_free(ServedList *list);

/* Mean requests/s of a replica over all phases. */
double served_rate(const Served *record);

/* Whether what this metric of the record has in it is not known. */
bool served_unclear(const Served *record, Metric metric);

/* Bytes of the weights of all GPUs of a replica; the vocabulary has 16 bits, twice. */
double served_weight_bytes(const Served *record);

#endif
