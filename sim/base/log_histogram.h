/* log_histogram.h - how often values of any size occur, in integer counts.
 *
 * A bin holds the doubles that round to the same number with so many bits behind the
 * leading one. So a value is known to a relative 2^-(bits + 1), and what is that short
 * anyway (0, whole numbers up to 2^(bits + 1), their halves) exactly. An octave of bins
 * is allocated when a value first falls into it: no range has to be known, and memory
 * depends on how far values spread, not on how many they are.
 *
 * Of values near zero, as differences have them, more of the same relative size would
 * take ever more octaves. So from 2^LOG_HISTOGRAM_FULL below the largest value on, each
 * octave has half the bins of the next, and values are known to 2^-(bits + FULL) of the
 * largest. When a larger one comes, bins are put together.
 *
 * Counts add in any order, and which bins are together depends on the largest value
 * only, so histograms of parts of a series merge into that of the whole. No bin may come
 * to hold 2^32 values, more than a run has trials.
 */
#ifndef SIM_BASE_LOG_HISTOGRAM_H
#define SIM_BASE_LOG_HISTOGRAM_H

#include <stddef.h>
#include <stdint.h>

enum { LOG_HISTOGRAM_OCTAVES = 4096, LOG_HISTOGRAM_FULL = 16 };

/* Starts as { .bits = 1..20 }; the caller frees it. */
typedef struct {
    int bits;          /* 2^bits bins an octave, but for those near zero            */
    int top;           /* exponent of the largest finite value, as its bits have it */
    uint64_t count;    /* values, infinite ones too, without those that are NaN     */
    uint64_t unknown;  /* values that are NaN                                       */
    uint32_t **octave; /* [LOG_HISTOGRAM_OCTAVES], by sign and exponent, ascending: [bin],
                          NULL while empty; all of it NULL at the start            */
} LogHistogram;

void log_histogram_add(LogHistogram *histogram, const double *x, size_t n);

/* Add the counts of another histogram with as many bits. */
void log_histogram_merge(LogHistogram *histogram, const LogHistogram *other);

/* Be ready for values in an octave; which may put bins of all others together. */
void log_histogram_meet(LogHistogram *histogram, size_t octave);

/* The bins of an octave, allocated if they are not there, and how many they are. */
uint32_t *log_histogram_octave(LogHistogram *histogram, size_t octave, size_t *bins);

/* values[k] = the quantile at levels[k], which ascend from 0 to 1: as quantile_fill()
 * of the values, each rounded to its bin. There must be a value that is not NaN. */
void log_histogram_quantiles(const LogHistogram *histogram, double *values,
                             const double *levels, size_t count);

void log_histogram_free(LogHistogram *histogram);

#endif
