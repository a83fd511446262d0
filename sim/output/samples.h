/* samples.h - every trial's inputs and results in a file, in flat memory.
 *
 * One row a trial, in order. Its columns, by name:
 *
 *   trial           its number, from 0 (as in `explain --trial`)
 *   KEY             an input that varies from trial to trial, where all designs that have
 *                   it share it
 *   DESIGN/KEY      where they do not; and every result that a trial has, which leaves out
 *                   those of single requests
 *
 * in the order of the quantities, inputs first. Values are in the unit of their quantity,
 * as in `--format csv` and as `explain KEY` names it; NaN and infinities are values.
 *
 * Each round is appended as soon as it is complete; rows are made on all processors and
 * written in order. To add a format: write sim/output/samples_NAME.c with
 * `const SampleFormat samples_NAME` and add SAMPLES(NAME) to samples.def.
 */
#ifndef SIM_OUTPUT_SAMPLES_H
#define SIM_OUTPUT_SAMPLES_H

#include "sim/base/text.h"
#include "sim/engine/run.h"

typedef struct {
    const char *name;
    size_t design;
    const Quantity *quantity;
} SampleColumn;

typedef struct {
    const char *ending; /* of the name of the file: ".csv" */
    size_t number_room; /* the bytes of a number and what parts it from the next      */

    /* What stands before the rows. */
    void (*header)(Text *out, const SampleColumn *columns, size_t count, uint64_t trials);

    /* Write the rows of trials begin..end-1 of a round whose first trial has the number
     * `first`; values[k] is column k, one per trial of the round. Returns the bytes, of
     * each row (columns + 2) * number_room at most. */
    size_t (*rows)(char *out, const double *const values[], size_t columns, uint64_t first,
                   size_t begin, size_t end);
} SampleFormat;

#define SAMPLES(name) extern const SampleFormat samples_##name;
#include "sim/output/samples.def"
#undef SAMPLES

typedef struct Samples Samples;

/* Begin the file of a run that keeps its inputs (RunOptions.inputs). NULL when its name
 * has an unknown ending or it cannot be written. The wiring and path must outlive it. */
Samples *samples_begin(const char *path, const Wiring *wiring, Error *err);

/* Append the complete round at hand. */
bool samples_round(Samples *samples, const Run *run, Error *err);

/* Give the complete file its name, or remove what there is of it; both free samples,
 * which may be NULL. */
bool samples_end(Samples *samples, Error *err);
void samples_abandon(Samples *samples);

/* Where a run is spread over processes, each writes the rounds that it has, all but the
 * first one into a part without a name. When the run is over, this appends the parts to
 * the file of the first process, in order. */
bool samples_join(Samples *samples, Error *err);

#endif
