/* simulate.h - the way from a scenario file to an answer, which several commands
 * share: load, wire, run, summarise.
 *
 * Each step tells its own failures on standard error, because they point into
 * the scenario's text, and returns the status to exit with.
 */
#ifndef SIM_CLI_SIMULATE_H
#define SIM_CLI_SIMULATE_H

#include "sim/cli/options.h"
#include "sim/results/answer.h"

/* Of which states of the service requests are simulated, which takes most of the time of an
 * answer: all, those that requirements are about, or those that musts are about. */
typedef enum { ASKED_ALL, ASKED_REQUIRED, ASKED_MUSTS } Asked;

/* Parts point to each other: a simulation stays where it is made. */
typedef struct {
    Scenario scenario;
    Wiring wiring;
    Run *run;
    Answer answer;
    Asked asked;
} Simulation;

/* What the command line changes of a scenario, and how it wants it run. */
Overrides simulate_overrides(const Options *options, Arena *arena);
RunOptions simulate_how(const Options *options);

/* Load a scenario as the command line says. The caller frees it in any case. */
Status simulate_load(Scenario *scenario, const Options *options, const char *path);

/* Tell the problems of a scenario; returns the status to exit with. */
Status simulate_tell(const Options *options, const Problems *problems, const char *path);

/* Load and wire: what a replay of one trial needs. */
Status simulate_wire(Simulation *simulation, const Options *options, const char *path);

/* From there to the answer, with progress; with --precision again, with more trials,
 * until it is sure enough. */
Status simulate_answer(Simulation *simulation, const Options *options);

/* Also after a failure. */
void simulate_free(Simulation *simulation);

#endif
