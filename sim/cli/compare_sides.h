/* compare_sides.h - which scenarios `forkcast compare` compares, and their simulations.
 *
 * Of one file: the file, the file with each --what-if by itself, and the file with all --set
 * together. Of several files: each of them, with every --set and --what-if. All of them are
 * simulated with the seed, the sampler and the number of trials of the one that --base
 * names, or else of the first.
 */
#ifndef SIM_CLI_COMPARE_SIDES_H
#define SIM_CLI_COMPARE_SIDES_H

#include "sim/cli/simulate.h"

typedef struct {
    const char *name, *path;
    Options options; /* those of the command line, with what holds for this scenario; not
                        to be freed                                                */
    bool simulated;
    Simulation simulation;
} Side;

typedef struct {
    Side *items;
    size_t count;
    size_t base; /* the one that the others are compared with */
    Arena arena;
} Sides;

/* Which scenarios there are; nothing is read yet. The caller frees the sides in any case. */
bool sides_make(Sides *sides, const Options *options, size_t count, const char *const paths[],
                Error *err);
void sides_free(Sides *sides);

/* Read and simulate them all; tells its failures. */
Status sides_simulate(Sides *sides, const Options *options);

#endif
