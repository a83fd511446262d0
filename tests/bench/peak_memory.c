/* For wait4(), which POSIX does not have: of one child, while getrusage() gives the
 * largest of all. */
#define _DEFAULT_SOURCE
#include "tests/bench/peak_memory.h"

#include <fcntl.h>
#include <math.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define SCENARIO "scenarios/support_assistant.yaml"

extern char **environ;

static bool start(pid_t *child, const char *program, char *arguments[])
{
    posix_spawn_file_actions_t files;

    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    bool started = posix_spawn(child, program, &files, NULL, arguments, environ) == 0;
    posix_spawn_file_actions_destroy(&files);
    return started;
}

/* In MB; NAN if the program failed. Linux counts kB. */
static double peak_of(const char *program, char *arguments[])
{
    struct rusage usage;
    int status;
    pid_t child;

    if (!start(&child, program, arguments) || wait4(child, &status, 0, &usage) != child)
        return NAN;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? (double)usage.ru_maxrss / 1e3 : NAN;
}

/* With all designs of the scenario, or only the first. */
static double print_peak(const char *program, long trials, bool all)
{
    char count[32];
    char *arguments[] = { "forkcast", "run",    "-q",
                          "-f",       "json",   "-n",
                          count,      SCENARIO, all ? NULL : "-d",
                          "prompt",   NULL };

    snprintf(count, sizeof count, "%ld", trials);
    double peak = peak_of(program, arguments);
    printf("  %9ld trials, %-17s %11.1f MB", trials, all ? "all designs" : "prompt only", peak);
    return peak;
}

void peak_memory_print(const char *program)
{
    puts("peak memory of 'forkcast run " SCENARIO "'; 1e8 trials take a minute or two");
    fflush(stdout);
    print_peak(program, 100000, false);
    puts("");
    double million = print_peak(program, 1000000, false);
    puts("");
    fflush(stdout);
    double ratio = print_peak(program, 100000000, false) / million;
    printf("   %.2f times that of a million%s\n", ratio,
           fabs(ratio - 1) < 0.1 ? "" : "  <-- not within a tenth");
    print_peak(program, 1000000, true);
    puts("");
}
