/* worked_examples.c - bills that others have published, computed by the program.
 *
 * worked_examples FORKCAST FOLDER: FOLDER/examples.csv has an example a row. Its scenario,
 * which has one design, is run with what the row sets, as a user would, and a number is
 * read from the answer. It must be, to the last bits, what the source's arithmetic gives
 * (`worked`), whatever is drawn, and be as near to what the source prints (`stated`) as
 * that is rounded (`tolerance`), or farther off where the source is wrong (`agrees`: no).
 * Exit status 1: a case failed. */
#include <jansson.h>
#include <math.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/validation/columns.h"

#define EXACTLY 1e-9 /* relative; the answer has 15 digits */

extern char **environ;

enum { ID, WHAT, SCENARIO, SET, KEY, AGREES, TEXTS };
static const char *const text_columns[TEXTS] = { "id",  "what", "scenario",
                                                 "set", "key",  "agrees" };

enum { STATED, TOLERANCE, WORKED, NUMBERS };
static const char *const number_columns[NUMBERS] = { "stated", "tolerance", "worked" };

typedef struct {
    const char *texts[TEXTS];
    double numbers[NUMBERS];
} Example;

/* --- the table ------------------------------------------------------------------ */

static bool example_check(const Example *example, Error *err)
{
    const char *agrees = example->texts[AGREES];

    if (strcmp(agrees, "yes") != 0 && strcmp(agrees, "no") != 0)
        return fail(err, "example `%s`: `agrees` is neither yes nor no", example->texts[ID]);
    for (int i = 0; i < NUMBERS; i++)
        if (!isfinite(example->numbers[i]))
            return fail(err, "example `%s`: `%s` is no number", example->texts[ID],
                        number_columns[i]);
    return true;
}

static bool examples_read(Example **examples, size_t *count, const char *path, Arena *arena,
                          Error *err)
{
    Columns file;
    const char *const *texts[TEXTS];
    const double *numbers[NUMBERS];

    if (!columns_read(&file, path, text_columns[ID], arena, err))
        return false;
    if (file.rows == 0)
        return fail(err, "`%s` has no examples", path);
    for (int i = 0; i < TEXTS; i++)
        if (!columns_text(&texts[i], &file, text_columns[i], arena, err))
            return false;
    for (int i = 0; i < NUMBERS; i++)
        if (!columns_numbers(&numbers[i], &file, number_columns[i], arena, err))
            return false;
    *examples = arena_array(arena, Example, file.rows);
    *count = file.rows;
    for (size_t row = 0; row < file.rows; row++) {
        Example *example = &(*examples)[row];

        for (int i = 0; i < TEXTS; i++)
            example->texts[i] = texts[i][row];
        for (int i = 0; i < NUMBERS; i++)
            example->numbers[i] = numbers[i][row];
        if (!example_check(example, err))
            return false;
    }
    return true;
}

/* --- a run of the program --------------------------------------------------------- */

/* `forkcast run` with `--set` for each part of KEY=VALUE; KEY=VALUE; ... */
static char **arguments_of(const Example *example, const char *folder, Arena *arena)
{
    static const char *const always[] = { "forkcast", "run", "-q", "-f", "json", "-n", "16" };
    size_t fixed = sizeof always / sizeof *always, n = 0;
    char *set = arena_text(arena, example->texts[SET]), *rest = NULL;
    char **arguments = arena_array(arena, char *, fixed + strlen(set) + 3);

    while (n < fixed) {
        arguments[n] = arena_text(arena, always[n]);
        n++;
    }
    for (char *part = strtok_r(set, ";", &rest); part; part = strtok_r(NULL, ";", &rest))
        arguments[n++] = arena_format(arena, "--set=%s", part + strspn(part, " "));
    arguments[n] = arena_format(arena, "%s/%s", folder, example->texts[SCENARIO]);
    return arguments;
}

/* Start the program with its output in a pipe; the end to read from, or -1. */
static int start(pid_t *child, const char *program, char *arguments[])
{
    posix_spawn_file_actions_t files;
    int ends[2];

    if (pipe(ends) != 0)
        return -1;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addclose(&files, ends[0]);
    posix_spawn_file_actions_addclose(&files, ends[1]);
    bool started = posix_spawn(child, program, &files, NULL, arguments, environ) == 0;
    posix_spawn_file_actions_destroy(&files);
    close(ends[1]);
    if (!started) {
        close(ends[0]);
        return -1;
    }
    return ends[0];
}

/* The answer, or NULL and err; the program's own message went to standard error. */
static json_t *answer(const char *program, char *arguments[], Error *err)
{
    int status = 0;
    pid_t child;
    int output = start(&child, program, arguments);

    if (output < 0) {
        fail(err, "cannot run `%s`", program);
        return NULL;
    }
    json_t *read = json_loadfd(output, 0, NULL);
    close(output);
    if (waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0 &&
        read)
        return read;
    json_decref(read);
    fail(err, "the program has no answer");
    return NULL;
}

/* --- the number -------------------------------------------------------------------- */

/* A result, a line of the bill, or what these are derived from; NULL if there is none. */
static const json_t *find(const json_t *design, const char *key)
{
    const json_t *result = json_object_get(json_object_get(design, "results"), key);
    const json_t *lines = json_object_get(design, "lines");

    if (json_is_object(result))
        return result;
    for (size_t i = 0; i < json_array_size(lines); i++) {
        const json_t *line = json_array_get(lines, i);
        const char *name = json_string_value(json_object_get(line, "key"));

        if (name && strcmp(name, key) == 0)
            return line;
    }
    return json_object_get(json_object_get(design, "derived"), key);
}

/* Whether a number is the same in all futures: no input of it has been forgotten. */
static bool is_certain(const json_t *number)
{
    const json_t *spread = json_object_get(number, "sd");

    if (!spread)
        spread = json_object_get(number, "mean_se");
    return json_is_number(spread) && json_number_value(spread) == 0;
}

static bool compare(const Example *example, double number, Error *err)
{
    double stated = example->numbers[STATED], worked = example->numbers[WORKED];
    double tolerance = example->numbers[TOLERANCE] + EXACTLY * fabs(stated);
    bool agrees = strcmp(example->texts[AGREES], "yes") == 0;

    if (!(fabs(number - worked) <= EXACTLY * fabs(worked)))
        return fail(err, "%.12g, but %.12g by the arithmetic of the source", number, worked);
    if (agrees != (fabs(number - stated) <= tolerance))
        return fail(err, "%.12g %s %.12g, which is stated", number,
                    agrees ? "is not" : "should not be", stated);
    return true;
}

static bool holds(const Example *example, const char *program, const char *folder, Arena *arena,
                  Error *err)
{
    const char *key = example->texts[KEY];
    json_t *all = answer(program, arguments_of(example, folder, arena), err);

    if (!all)
        return false;
    const json_t *number = find(json_array_get(json_object_get(all, "designs"), 0), key);
    bool ok = number ? is_certain(number) || fail(err, "`%s` differs between futures", key)
                     : fail(err, "the answer has no `%s`", key);
    ok = ok && compare(example, json_number_value(json_object_get(number, "mean")), err);
    json_decref(all);
    return ok;
}

/* Run all examples and name those that fail, with CI set the others too; how many fail. */
static size_t run_all(const Example *examples, size_t count, const char *program,
                      const char *folder, Arena *arena)
{
    size_t failed = 0;
    Error err;

    for (size_t i = 0; i < count; i++) {
        const char *const *texts = examples[i].texts;

        if (!holds(&examples[i], program, folder, arena, &err)) {
            printf("  FAILED  %s, %s: %s\n", texts[ID], texts[WHAT], err.text);
            failed++;
        } else if (getenv("CI")) {
            printf("  ok      %s, %s\n", texts[ID], texts[WHAT]);
        }
    }
    printf("examples: %zu passed, %zu failed\n", count - failed, failed);
    return failed;
}

int main(int argc, char *argv[])
{
    Arena arena = { 0 };
    Error err = { 0 };
    Example *examples = NULL;
    size_t count = 0;

    if (argc != 3) {
        fputs("usage: worked_examples FORKCAST FOLDER\n", stderr);
        return 2;
    }
    const char *program = argv[1], *folder = argv[2];
    const char *table = arena_format(&arena, "%s/examples.csv", folder);
    bool ok = examples_read(&examples, &count, table, &arena, &err);
    if (!ok)
        error_print(&err, "error", false, stderr);
    ok = ok && run_all(examples, count, program, folder, &arena) == 0;
    arena_free(&arena);
    return ok ? 0 : 1;
}
