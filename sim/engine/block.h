/* block.h - one thread's workspace, and the evaluation of one block of trials.
 *
 * A workspace holds a column of LANES doubles for every operation of a wiring,
 * and the flat program over them: each step knows where its sources are and
 * where it writes, so that evaluating is one call per step.
 */
#ifndef SIM_ENGINE_BLOCK_H
#define SIM_ENGINE_BLOCK_H

#include "sim/engine/substitutes.h"
#include "sim/engine/wiring.h"
#include "sim/sampling/sampler.h"

typedef struct Workspace Workspace;

/* A workspace for a wiring, which takes the sums of columns if `means`; NULL when memory
 * is out. The sampler and the wiring must outlive it; each thread has its own. */
Workspace *workspace_make(const Wiring *wiring, const Sampler *sampler, uint64_t seed,
                          bool means);
void workspace_free(Workspace *workspace);

/* Take inputs from elsewhere, in all blocks from now on. */
void workspace_substitute(Workspace *workspace, const Substitutes *substitutes);

/* Evaluate, in this order: the PER_TRIAL columns of a block, of which the first `lanes`
 * lanes are trials of the run; the PER_MONTH columns of each month 1, 2, ... up to the
 * horizon; the AFTER columns. Then requests of its trials can be simulated (requests.h). */
void block_begin(Workspace *workspace, uint64_t block, int lanes);
void block_month(Workspace *workspace, int month);
void block_end(Workspace *workspace);

/* The column an operation writes. */
const double *block_column(const Workspace *workspace, int op);

/* Its sum over the months, by its place in Wiring.sum, after block_end(). */
const double *block_total(const Workspace *workspace, int sum);

/* Sums over lanes and blocks, in a fixed order of addition, of a column that is not
 * PER_REQUEST: one for each month, or one if it is not PER_MONTH. They are for the caller to
 * take and clear, and only made with `means`. NULL where block_known() is not. */
size_t block_sum_count(const Wiring *wiring, int op);
double *block_sums(const Workspace *workspace, int op);

/* The values of a column that is the same in all trials, one for each month, or one if
 * it is not PER_MONTH; NULL for another. */
const double *block_known(const Workspace *workspace, int op);

#endif
