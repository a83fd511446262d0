/* Several files into a folder: all or none. */
#define _XOPEN_SOURCE 700
#include "tests/unit/support.h"

#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sim/output/folder.h"

static int enter(void **state)
{
    static char folder[40];

    strcpy(folder, "/tmp/test_folder.XXXXXX");
    *state = mkdtemp(folder);
    return *state == NULL || chdir(folder) != 0;
}

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *at)
{
    return remove(path);
}

static int leave(void **state)
{
    return chdir("/") != 0 || nftw(*state, remove_one, 8, FTW_DEPTH | FTW_PHYS) != 0;
}

static int seen;

static int count_one(const char *path, const struct stat *status, int type, struct FTW *at)
{
    seen += at->level > 0;
    return 0;
}

/* Files and folders below a folder, hidden ones too. */
static int count_below(const char *folder)
{
    seen = 0;
    nftw(folder, count_one, 8, FTW_PHYS);
    return seen;
}

static void assert_content(const char *path, const char *expected)
{
    char found[64] = { 0 };
    FILE *file = fopen(path, "r");

    assert_non_null(file);
    fread(found, 1, sizeof found - 1, file);
    fclose(file);
    assert_string_equal(found, expected);
}

static const FolderFile three[] = { { "a/x", "first", 5 },
                                    { "a/y", "second", 6 },
                                    { "b/x", "third", 5 } };

static void files_lie_in_their_folders(void **state)
{
    Error err;

    assert_true(folder_write("out", three, 3, false, &err));
    assert_content("out/a/x", "first");
    assert_content("out/a/y", "second");
    assert_content("out/b/x", "third");
    assert_int_equal(count_below("out"), 5);
}

static void a_file_that_is_there_stops_all(void **state)
{
    const FolderFile other[] = { { "a/w", "new", 3 }, { "a/y", "new", 3 } };
    Error err;

    assert_true(folder_write("out", three, 3, false, &err));
    assert_false(folder_write("out", other, 2, false, &err));
    assert_non_null(strstr(err.text, "out/a/y is there already"));
    assert_int_equal(err.status, STATUS_OUTSIDE);
    assert_content("out/a/y", "second");
    assert_int_equal(count_below("out"), 5);
}

static void files_are_replaced_when_asked_and_others_stay(void **state)
{
    const FolderFile other[] = { { "a/w", "new", 3 }, { "a/y", "newer", 5 } };
    Error err;

    assert_true(folder_write("out", three, 3, false, &err));
    assert_true(folder_write("out", other, 2, true, &err));
    assert_content("out/a/w", "new");
    assert_content("out/a/y", "newer");
    assert_content("out/a/x", "first");
    assert_int_equal(count_below("out"), 6);
}

/* The third file cannot take its place, for its folder is a file: the first two go again,
 * and what they replaced comes back. */
static void a_failure_leaves_everything_as_it_was(void **state)
{
    const FolderFile files[] = { { "a/x", "new", 3 },
                                 { "c/z", "new", 3 },
                                 { "b/y", "new", 3 } };
    FILE *file;
    Error err;

    assert_int_equal(mkdir("out", 0700), 0);
    assert_int_equal(mkdir("out/a", 0700), 0);
    file = fopen("out/a/x", "w");
    fputs("old", file);
    fclose(file);
    file = fopen("out/b", "w");
    fclose(file);
    assert_false(folder_write("out", files, 3, true, &err));
    assert_content("out/a/x", "old");
    assert_int_equal(count_below("out"), 3);
}

/* A limit of the size of files is a full disk. */
static void a_full_disk_leaves_no_folder(void **state)
{
    struct rlimit before, tight;
    static char large[20000];
    const FolderFile files[] = { { "a/x", "small", 5 }, { "a/y", large, sizeof large } };
    Error err;

    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before);
    tight = before;
    tight.rlim_cur = 1000;
    setrlimit(RLIMIT_FSIZE, &tight);
    bool written = folder_write("out", files, 2, false, &err);
    setrlimit(RLIMIT_FSIZE, &before);
    signal(SIGXFSZ, SIG_DFL);
    assert_false(written);
    assert_non_null(strstr(err.text, "cannot write `out/a/y`"));
    assert_int_equal(count_below("."), 0);
}

static void a_folder_needs_a_place(void **state)
{
    Error err;

    assert_false(folder_write("no/where", three, 3, false, &err));
    assert_int_equal(count_below("."), 0);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, enter, leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(files_lie_in_their_folders),
        CASE(a_file_that_is_there_stops_all),
        CASE(files_are_replaced_when_asked_and_others_stay),
        CASE(a_failure_leaves_everything_as_it_was),
        CASE(a_full_disk_leaves_no_folder),
        CASE(a_folder_needs_a_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
