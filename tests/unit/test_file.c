/* Files are written whole or not at all. */
#define _XOPEN_SOURCE 700
#include "tests/unit/support.h"

#include <dirent.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "sim/output/file.h"

/* Every test has an empty folder, which is the current one. */
static int enter(void **state)
{
    static char folder[32];

    strcpy(folder, "/tmp/test_file.XXXXXX");
    *state = mkdtemp(folder);
    return *state == NULL || chdir(folder) != 0;
}

static int leave(void **state)
{
    DIR *folder = opendir(".");

    for (struct dirent *entry; folder && (entry = readdir(folder));)
        if (unlink(entry->d_name) != 0)
            rmdir(entry->d_name);
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

static void assert_content(const char *path, const char *expected)
{
    char found[256] = { 0 };
    FILE *file = fopen(path, "r");

    assert_non_null(file);
    fread(found, 1, sizeof found - 1, file);
    fclose(file);
    assert_string_equal(found, expected);
}

static void write_text(const char *path, const char *text)
{
    Error err = { 0 };

    if (!file_write(path, text, strlen(text), &err))
        fail_msg("%s", err.text);
}

static void a_file_is_made_and_replaced(void **state)
{
    write_text("answer.txt", "first");
    assert_content("answer.txt", "first");
    write_text("answer.txt", "2nd");
    assert_content("answer.txt", "2nd");
    assert_int_equal(files_here(), 1);
}

static void a_new_file_has_the_usual_permissions_and_an_old_one_its_own(void **state)
{
    struct stat found;

    mode_t before = umask(027);
    write_text("answer.txt", "x");
    umask(before);
    stat("answer.txt", &found);
    assert_int_equal(found.st_mode & 0777, 0640);
    chmod("answer.txt", 0604);
    write_text("answer.txt", "y");
    stat("answer.txt", &found);
    assert_int_equal(found.st_mode & 0777, 0604);
}

static void a_link_stays_a_link(void **state)
{
    struct stat found;

    write_text("real.txt", "old");
    assert_int_equal(symlink("real.txt", "link.txt"), 0);
    write_text("link.txt", "new");
    assert_int_equal(lstat("link.txt", &found), 0);
    assert_true(S_ISLNK(found.st_mode));
    assert_content("real.txt", "new");
}

static void a_missing_folder_and_a_folder_are_refused(void **state)
{
    Error err = { 0 };

    assert_false(file_write("no/answer.txt", "x", 1, &err));
    assert_int_equal(err.status, STATUS_OUTSIDE);
    assert_string_equal(err.text, "cannot write `no/answer.txt`: No such file or directory");
    mkdir("folder", 0777);
    assert_false(file_write("folder", "x", 1, &err));
    assert_string_equal(err.text, "cannot write `folder`: Is a directory");
    assert_int_equal(files_here(), 1);
}

static void a_full_device_is_reported(void **state)
{
    Error err = { 0 };

    if (access("/dev/full", W_OK) != 0)
        skip();
    assert_false(file_write("/dev/full", "x", 1, &err));
    assert_string_equal(err.text, "cannot write `/dev/full`: No space left on device");
}

/* A limit on the size of files stands for a full disk. */
static void what_cannot_be_finished_leaves_the_old_file(void **state)
{
    static char big[100000];
    struct rlimit before, small;
    Error err = { 0 };

    write_text("answer.txt", "old");
    getrlimit(RLIMIT_FSIZE, &before);
    small = before;
    small.rlim_cur = 5000;
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &small);
    bool written = file_write("answer.txt", big, sizeof big, &err);
    setrlimit(RLIMIT_FSIZE, &before);
    signal(SIGXFSZ, handler);
    assert_false(written);
    assert_string_equal(err.text, "cannot write `answer.txt`: File too large");
    assert_content("answer.txt", "old");
    assert_int_equal(files_here(), 1);
}

/* A child writes the same file over and over until it is interrupted. */
static void an_interrupt_leaves_no_unfinished_file(void **state)
{
    static char big[1 << 20];
    const struct timespec a_moment = { 0, 60 * 1000000 };
    int status;

    for (int round = 0; round < 4; round++) {
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            Error err;
            signal(SIGINT, SIG_DFL); /* shells have those in the background ignore it */
            file_guard_interrupts();
            while (file_write("answer.txt", big, sizeof big, &err))
                continue;
            _exit(1);
        }
        nanosleep(&a_moment, NULL);
        kill(child, round % 2 ? SIGINT : SIGTERM);
        waitpid(child, &status, 0);
        assert_true(WIFEXITED(status));
        assert_int_equal(WEXITSTATUS(status), STATUS_INTERRUPTED);
        assert_int_equal(files_here(), 1);
    }
}

#define HERE(test) cmocka_unit_test_setup_teardown(test, enter, leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        HERE(a_file_is_made_and_replaced),
        HERE(a_new_file_has_the_usual_permissions_and_an_old_one_its_own),
        HERE(a_link_stays_a_link),
        HERE(a_missing_folder_and_a_folder_are_refused),
        HERE(a_full_device_is_reported),
        HERE(what_cannot_be_finished_leaves_the_old_file),
        HERE(an_interrupt_leaves_no_unfinished_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
