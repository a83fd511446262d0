#include "sim/cli/progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>

double progress_clock(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

Progress progress_begin(bool watched)
{
    return (Progress){ .watched = watched, .begin = progress_clock() };
}

/* 16384 as 16,384. */
static char *grouped(char buffer[32], uint64_t number)
{
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%" PRIu64, number);
    char *to = buffer;

    for (int i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            *to++ = ',';
        *to++ = digits[i];
    }
    *to = '\0';
    return buffer;
}

void progress_show(Progress *progress, uint64_t done, uint64_t all)
{
    const double patience = 0.3;
    double seconds = progress_clock() - progress->begin;
    char so_far[32], in_all[32];

    if (!progress->watched || seconds < patience)
        return;
    fprintf(stderr, "\rsimulating  %s of %s futures   %.1f s", grouped(so_far, done),
            grouped(in_all, all), seconds);
    fflush(stderr);
    progress->visible = true;
}

void progress_end(Progress *progress)
{
    if (progress->visible)
        fputs("\r\033[K", stderr);
    progress->visible = false;
}
