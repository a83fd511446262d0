/* varied.h - a scenario that a command simulates again and again with other values: its
 * text, and what is the same each time. */
#ifndef SIM_CLI_VARIED_H
#define SIM_CLI_VARIED_H

#include "sim/cli/options.h"
#include "sim/decision/variant.h"

typedef struct {
    const Options *options;
    const char *path;
    VariantBase base;
    Scenario scenario; /* as it is */
    Status status;     /* of what was told last: varied_tell() */
    Arena arena;
} Varied;

/* Read a scenario as the command line says, or as it would with --quick; tells what is
 * wrong. Parts point to each other: it stays where it is made. The caller frees it in any
 * case. */
Status varied_load(Varied *varied, const Options *options, const char *path, bool quick);
void varied_free(Varied *varied);

/* Tell problems of the scenario with other values. The context is a Varied. */
void varied_tell(void *context, const Problems *problems);

#endif
