/* progress.h - one line on the terminal while a simulation takes its time.
 *
 * It appears after a moment, so that a quick run stays silent, and leaves no
 * trace: each state overwrites the one before, the end erases the last.
 */
#ifndef SIM_CLI_PROGRESS_H
#define SIM_CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

typedef struct {
    bool watched; /* nothing is shown unless a person is watching */
    bool visible;
    double begin; /* seconds on the clock below                   */
} Progress;

/* Seconds on a clock that is never set back. */
double progress_clock(void);

Progress progress_begin(bool watched);
void progress_show(Progress *progress, uint64_t done, uint64_t all);
void progress_end(Progress *progress);

#endif
