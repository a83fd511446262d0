/* Every trial in a file: what stands in it, and that it is there whole or not at all. */
#define _XOPEN_SOURCE 700
#include "tests/unit/support.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "sim/output/file.h"
#include "sim/output/samples.h"
#include "tests/unit/small_registry.h"

#define HEAD "scenario: 1\nname: test\nmoney.horizon: 3 months\n"

typedef struct {
    Scenario scenario;
    Wiring wiring;
    Run *run;
} Fixture;

static void start(Fixture *f, const char *text)
{
    RunOptions options = run_defaults;
    Problems problems = { 0 };
    Error err;

    options.inputs = true;
    options.requests = 0;
    if (!scenario_parse(&f->scenario, &small_registry, "test.yaml", text, strlen(text), NULL,
                        &problems))
        fail_msg("%s", problems.items[0].text);
    problems_free(&problems);
    if (!wiring_make(&f->wiring, &f->scenario, &err))
        fail_msg("%s", err.text);
    f->run = run_make(&f->wiring, &options, &err);
    assert_non_null(f->run);
}

static void stop(Fixture *f)
{
    run_free(f->run);
    wiring_free(&f->wiring);
    scenario_free(&f->scenario);
}

static Samples *begin(const Fixture *f, const char *path)
{
    Error err;
    Samples *samples = samples_begin(path, &f->wiring, &err);

    if (!samples)
        fail_msg("%s", err.text);
    return samples;
}

/* As far as it goes: all rounds of the run, and the end. */
static bool write_all(Fixture *f, Samples *samples, Error *err)
{
    while (run_step(f->run, 64))
        if (run_round(f->run).complete && !samples_round(samples, f->run, err)) {
            samples_abandon(samples);
            return false;
        }
    return samples_end(samples, err);
}

static void write_file(Fixture *f, const char *path)
{
    Error err;

    if (!write_all(f, begin(f, path), &err))
        fail_msg("%s", err.text);
}

/* --- folders and files -------------------------------------------------------------- */

/* Every test has an empty folder, which is the current one. */
static int enter(void **state)
{
    static char folder[40];

    strcpy(folder, "/tmp/test_samples.XXXXXX");
    *state = mkdtemp(folder);
    return *state == NULL || chdir(folder) != 0;
}

static int leave(void **state)
{
    DIR *folder = opendir(".");

    for (struct dirent *entry; folder && (entry = readdir(folder));)
        unlink(entry->d_name);
    closedir(folder);
    return chdir("/") != 0 || rmdir(*state) != 0;
}

static int files_here(void)
{
    DIR *folder = opendir(".");
    int count = 0;

    while (readdir(folder))
        count++;
    closedir(folder);
    return count - 2;
}

static char *read_all(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    struct stat there;

    if (!file || fstat(fileno(file), &there) != 0)
        fail_msg("no %s", path);
    char *data = calloc((size_t)there.st_size + 1, 1);
    *length = fread(data, 1, (size_t)there.st_size, file);
    fclose(file);
    return data;
}

/* --- what is in it ------------------------------------------------------------------ */

/* Both designs share the volume and differ in the price, which is $2 in the second: a
 * constant, and no column. Build is $10 * volume; fees of month m are volume * price * m,
 * 2 volume * price on average. */
static void columns_are_what_varies_and_what_is_reported(void **state)
{
    size_t length;
    Fixture f;
    start(&f, HEAD "small: { volume: 2..9 }\nrun: { trials: 700 }\n"
                   "designs: { plain: { small.price: $1..$7 }, fixed: { extends: plain,"
                   " small.price: $2 } }\n");
    write_file(&f, "trials.csv");
    char *text = read_all("trials.csv", &length), *line = strtok(text, "\r\n");

    assert_string_equal(line, "trial,small.volume,plain/small.price,"
                              "plain/small.build,plain/small.monthly,plain/small.total,"
                              "plain/small.age,plain/small.events,plain/small.launch,"
                              "fixed/small.build,fixed/small.monthly,fixed/small.total,"
                              "fixed/small.age,fixed/small.events,fixed/small.launch");
    for (int trial = 0; trial < 700; trial++) {
        double x[15];
        line = strtok(NULL, "\r\n");
        assert_non_null(line);
        for (int k = 0; k < 15; k++, line += strcspn(line, ",") + (k < 15))
            x[k] = strtod(line, NULL);
        assert_int_equal(x[0], trial);
        assert_close(x[3], 10 * x[1], 1e-14);
        assert_close(x[4], 2 * x[1] * x[2], 1e-14);
        assert_close(x[8], x[1] * x[2], 1e-14);
        assert_close(x[9], 10 * x[1], 1e-14);
        assert_close(x[10], 2 * x[1] * 2, 1e-14);
        assert_true(x[5] == run_values(f.run, 0, &small_total)[trial]);
        assert_true(x[1] == run_values(f.run, 1, &small_volume)[trial]);
    }
    assert_null(strtok(NULL, "\r\n"));
    assert_int_equal(files_here(), 1);
    free(text);
    stop(&f);
}

/* The first design has no index: the two others share its size. */
static void an_input_of_some_designs_is_one_column(void **state)
{
    static const char expected[] = "trial,small.size,plain/small.build,";
    size_t length;
    Fixture f;

    start(&f, HEAD "small: { size: 30..50 }\nrun: { trials: 256 }\n");
    write_file(&f, "trials.csv");
    char *text = read_all("trials.csv", &length);
    assert_memory_equal(text, expected, sizeof expected - 1);
    free(text);
    stop(&f);
}

/* More trials than are kept at once: each round's values stand at their place. Of a row of
 * 1 + 20 numbers: the number of the trial, volume and price; six results of each of three
 * designs. */
static void rounds_follow_each_other(void **state)
{
    enum { TRIALS = RUN_EXACT + 5000, COLUMNS = 21 };
    static double kept[TRIALS];
    size_t length;
    Error err;
    Fixture f;
    char text[200];

    snprintf(text, sizeof text,
             HEAD "small: { volume: 2..9, price: $1..$7 }\nrun: { trials: %d }\n", TRIALS);
    start(&f, text);
    Samples *samples = begin(&f, "trials.npy");
    while (run_step(f.run, 64)) {
        Round round = run_round(f.run);
        if (!round.complete)
            continue;
        memcpy(kept + round.first, run_values(f.run, 0, &small_build),
               round.trials * sizeof *kept);
        assert_true(samples_round(samples, f.run, &err));
    }
    assert_true(samples_end(samples, &err));

    char *data = read_all("trials.npy", &length);
    size_t rows = (size_t)TRIALS * COLUMNS * 8;
    assert_int_equal((length - rows) % 64, 0);
    for (int i = 0; i < TRIALS; i++) {
        const char *row = data + (length - rows) + (size_t)i * COLUMNS * 8;
        int64_t trial;
        double build;
        memcpy(&trial, row, 8);
        memcpy(&build, row + 3 * 8, 8);
        if (trial != i || build != kept[i])
            fail_msg("row %d has trial %lld and %g for %g", i, (long long)trial, build,
                     kept[i]);
    }
    free(data);
    stop(&f);
}

/* --- names and headers -------------------------------------------------------------- */

static const SampleColumn hostile[] = { { .name = "it's/a\\b" }, { .name = "=1+1,\"x\"\n" } };

static void names_are_quoted_for_spreadsheets(void **state)
{
    Text out = { 0 };

    samples_csv.header(&out, hostile, 2, 3);
    assert_string_equal(out.data, "trial,it's/a\\b,\"'=1+1,\"\"x\"\"\n\"\r\n");
    text_free(&out);
}

/* The dictionary is 119 bytes long; 10 before it and the newline make 130, so it is padded
 * to 192, and 192 - 10 = 182 = 0xB6 is its length. */
static void names_are_quoted_for_python(void **state)
{
    static const char expected[] = "\x93NUMPY\1\0\xb6\0"
                                   "{'descr': [('trial', '<i8'), ('it\\x27s/a\\x5cb', '<f8'), "
                                   "('=1+1,\"x\"\\x0a', '<f8')], "
                                   "'fortran_order': False, 'shape': (3,), }";
    Text out = { 0 };

    samples_npy.header(&out, hostile, 2, 3);
    assert_int_equal(out.length, 192);
    assert_memory_equal(out.data, expected, sizeof expected - 1);
    assert_int_equal(strspn(out.data + sizeof expected - 1, " "), out.length - sizeof expected);
    assert_int_equal(out.data[191], '\n');
    text_free(&out);
}

/* Version 2.0 has a length of four bytes. */
static void a_header_may_be_long(void **state)
{
    enum { COUNT = 5000 };
    static SampleColumn columns[COUNT];
    Text out = { 0 };

    for (int k = 0; k < COUNT; k++)
        columns[k].name = "indexed/small.total";
    samples_npy.header(&out, columns, COUNT, 1);
    assert_memory_equal(out.data, "\x93NUMPY\2\0", 8);
    const unsigned char *n = (const unsigned char *)out.data + 8;
    assert_int_equal(n[0] | n[1] << 8 | n[2] << 16 | n[3] << 24, out.length - 12);
    assert_int_equal(out.length % 64, 0);
    assert_true(out.length > 65535);
    text_free(&out);
}

static void numbers_that_are_none_are_named(void **state)
{
    const double a[] = { 0, NAN, 0.1 }, b[] = { 0, -INFINITY, INFINITY };
    char out[200] = { 0 };

    assert_int_equal(samples_csv.rows(out, (const double *const[]){ a, b }, 2, 8, 1, 3), 24);
    assert_string_equal(out, "9,nan,-inf\r\n10,0.1,inf\r\n");
}

/* --- what goes wrong ---------------------------------------------------------------- */

static void assert_refused(const char *path, Status status, const char *text)
{
    Error err = { 0 };
    Fixture f;

    start(&f, HEAD "run: { trials: 256 }\n");
    assert_null(samples_begin(path, &f.wiring, &err));
    assert_int_equal(err.status, status);
    assert_string_equal(err.text, text);
    assert_int_equal(files_here(), 0);
    stop(&f);
}

static void other_endings_and_folders_that_are_not_there_are_refused(void **state)
{
    assert_refused("trials.txt", STATUS_USAGE,
                   "the name of a file of samples ends in .csv or .npy, not `trials.txt`");
    assert_refused("csv", STATUS_USAGE,
                   "the name of a file of samples ends in .csv or .npy, not `csv`");
    assert_refused("no/trials.csv", STATUS_OUTSIDE,
                   "cannot write `no/trials.csv`: No such file or directory");
}

static void a_full_device_is_reported(void **state)
{
    Error err = { 0 };
    Fixture f;

    if (access("/dev/full", W_OK) != 0)
        skip();
    start(&f, HEAD "run: { trials: 256 }\n");
    assert_int_equal(symlink("/dev/full", "trials.csv"), 0);
    assert_null(samples_begin("trials.csv", &f.wiring, &err));
    assert_string_equal(err.text, "cannot write `trials.csv`: No space left on device");
    stop(&f);
}

/* A limit on the size of files stands for a full disk. */
static void what_cannot_be_finished_leaves_the_old_file(void **state)
{
    struct rlimit before, small;
    Error err = { 0 };
    size_t length;
    Fixture f;

    FILE *file = fopen("trials.csv", "w");
    fputs("old", file);
    fclose(file);
    start(&f, HEAD "small: { volume: 2..9 }\nrun: { trials: 5000 }\n");
    getrlimit(RLIMIT_FSIZE, &before);
    small = before;
    small.rlim_cur = 50000;
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &small);
    bool written = write_all(&f, begin(&f, "trials.csv"), &err);
    setrlimit(RLIMIT_FSIZE, &before);
    signal(SIGXFSZ, handler);
    assert_false(written);
    assert_int_equal(err.status, STATUS_OUTSIDE);
    assert_string_equal(err.text, "cannot write `trials.csv`: File too large");
    char *data = read_all("trials.csv", &length);
    assert_string_equal(data, "old");
    assert_int_equal(files_here(), 1);
    free(data);
    stop(&f);
}

/* A child writes the same round over and over until it is interrupted. The first of the
 * tests: threads that others have begun would not be there after fork(). */
static void an_interrupt_leaves_no_unfinished_file(void **state)
{
    const struct timespec a_moment = { 0, 100 * 1000000 };
    Error err;
    Fixture f;
    int status;

    start(&f, HEAD "run: { trials: 256 }\n");
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        file_guard_interrupts();
        Samples *samples = begin(&f, "trials.csv");
        while (run_step(f.run, 64))
            continue;
        while (samples_round(samples, f.run, &err))
            continue;
        _exit(1);
    }
    for (int i = 0; i < 100 && files_here() == 0; i++)
        nanosleep(&a_moment, NULL);
    assert_int_equal(files_here(), 1);
    kill(child, SIGTERM);
    waitpid(child, &status, 0);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), STATUS_INTERRUPTED);
    assert_int_equal(files_here(), 0);
    stop(&f);
}

#define HERE(test) cmocka_unit_test_setup_teardown(test, enter, leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        HERE(an_interrupt_leaves_no_unfinished_file),
        HERE(columns_are_what_varies_and_what_is_reported),
        HERE(an_input_of_some_designs_is_one_column),
        HERE(rounds_follow_each_other),
        HERE(names_are_quoted_for_spreadsheets),
        HERE(names_are_quoted_for_python),
        HERE(a_header_may_be_long),
        HERE(numbers_that_are_none_are_named),
        HERE(other_endings_and_folders_that_are_not_there_are_refused),
        HERE(a_full_device_is_reported),
        HERE(what_cannot_be_finished_leaves_the_old_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
