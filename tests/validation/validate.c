/* validate.c - compares what the program predicts with what others have measured.
 *
 * validate FOLDER [DATA]: FOLDER holds the tables of the project, DATA more of them.
 * Exit status 1: the tables cannot be read. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <gsl/gsl_errno.h>

#include "tests/validation/latency_validation.h"
#include "tests/validation/training_report.h"

static bool read_folder(TrainingRuns *runs, const char *folder, const char *here, Arena *arena,
                        Error *err)
{
    size_t before = runs->count, tables;

    if (access(folder, R_OK | X_OK))
        return fail(err, "cannot read `%s`: %s", folder, strerror(errno));
    if (!training_runs_read(runs, &tables, folder, here, arena, err))
        return false;
    printf("%s: %zu training runs in %zu table%s\n", folder, runs->count - before, tables,
           tables == 1 ? "" : "s");
    return true;
}

int main(int argc, char *argv[])
{
    TrainingRuns runs = { 0 };
    Arena arena = { 0 };
    Error err = { 0 };

    if (argc != 2 && argc != 3) {
        fputs("usage: validate FOLDER [DATA]\n", stderr);
        return 2;
    }
    gsl_set_error_handler_off(); /* it would abort; results are checked instead */
    bool ok = read_folder(&runs, argv[1], argv[1], &arena, &err) &&
              (argc == 2 || read_folder(&runs, argv[2], argv[1], &arena, &err));
    puts("");
    ok = ok && training_report(&runs, &err);
    puts("");
    ok = ok && latency_validation(arena_format(&arena, "%s/latency", argv[1]),
                                  argc == 3 ? argv[2] : NULL, &err);
    if (!ok)
        error_print(&err, "error", false, stderr);
    training_runs_free(&runs);
    arena_free(&arena);
    return ok ? 0 : 1;
}
