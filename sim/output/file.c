/* realpath is in the X/Open part of POSIX */
#define _XOPEN_SOURCE 700
#include "sim/output/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A signal handler can reach nothing but globals: the unfinished file's name is
 * the one piece of state that the program keeps outside its structures. It is set
 * and cleared only while the signals are blocked. */
static char unfinished[PATH_MAX];

static void remove_unfinished(int number)
{
    if (unfinished[0])
        unlink(unfinished);
    _exit(STATUS_INTERRUPTED);
}

void file_guard_interrupts(void)
{
    static const int interrupts[] = { SIGINT, SIGTERM, SIGHUP };
    struct sigaction action = { .sa_handler = remove_unfinished }, before;

    sigfillset(&action.sa_mask);
    for (size_t i = 0; i < sizeof interrupts / sizeof interrupts[0]; i++)
        if (sigaction(interrupts[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
            sigaction(interrupts[i], &action, NULL);
}

/* Create the unfinished file, named after its pattern in the global. */
static int create_unfinished(const char *pattern)
{
    sigset_t all, before;

    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, &before);
    strcpy(unfinished, pattern);
    int file = mkstemp(unfinished);
    if (file < 0)
        unfinished[0] = '\0';
    sigprocmask(SIG_SETMASK, &before, NULL);
    return file;
}

/* Give the unfinished file its name, or remove it. */
static bool finish(const char *path, bool complete)
{
    sigset_t all, before;

    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, &before);
    bool done = complete && rename(unfinished, path) == 0;
    int error = errno;
    if (!done)
        unlink(unfinished);
    unfinished[0] = '\0';
    sigprocmask(SIG_SETMASK, &before, NULL);
    errno = error;
    return done;
}

static bool write_all(int file, const char *data, size_t length)
{
    while (length > 0) {
        ssize_t written = write(file, data, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        data += written;
        length -= (size_t)written;
    }
    return true;
}

/* A disk can be found full only when the data reach it. What cannot be synced (a
 * pipe, some file systems) says EINVAL and is fine. */
static bool sync_and_close(int file)
{
    bool synced = fsync(file) == 0 || errno == EINVAL || errno == EROFS;
    int error = errno;

    if (close(file) != 0)
        return false;
    errno = error;
    return synced;
}

/* The permissions a new file gets, or those of the file that is replaced. */
static mode_t mode_for(const char *path)
{
    struct stat old;

    if (stat(path, &old) == 0)
        return old.st_mode & 0777;
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

static bool fail_to_write(const char *path, Error *err)
{
    return fail(err, "cannot write `%s`: %s", path, strerror(errno));
}

/* A link is followed, so that it stays one. */
static bool replace(const char *path, const char *data, size_t length, Error *err)
{
    char target[PATH_MAX], pattern[PATH_MAX + 8];

    if (!realpath(path, target)) {
        if (errno != ENOENT || strlen(path) >= sizeof target)
            return fail_to_write(path, err);
        strcpy(target, path);
    }
    if (strlen(target) + sizeof ".XXXXXX" > PATH_MAX) {
        errno = ENAMETOOLONG;
        return fail_to_write(path, err);
    }
    strcpy(pattern, target);
    strcat(pattern, ".XXXXXX");
    int file = create_unfinished(pattern);
    if (file < 0)
        return fail_to_write(path, err);
    bool complete = fchmod(file, mode_for(target)) == 0 && write_all(file, data, length);
    int error = errno;
    bool closed = sync_and_close(file);
    if (!complete)
        errno = error;
    return finish(target, complete && closed) || fail_to_write(path, err);
}

/* A device or a named pipe is written to, not replaced. */
static bool write_special(const char *path, const char *data, size_t length, Error *err)
{
    int file = open(path, O_WRONLY);

    if (file < 0)
        return fail_to_write(path, err);
    bool complete = write_all(file, data, length);
    int error = errno;
    bool closed = close(file) == 0;
    if (!complete)
        errno = error;
    return (complete && closed) || fail_to_write(path, err);
}

bool file_write(const char *path, const char *data, size_t length, Error *err)
{
    struct stat there;

    if (!path || strcmp(path, "-") == 0) {
        fflush(stdout);
        return write_all(STDOUT_FILENO, data, length) || errno == EPIPE ||
               fail_to_write("standard output", err);
    }
    if (stat(path, &there) == 0 && !S_ISREG(there.st_mode)) {
        if (S_ISDIR(there.st_mode)) {
            errno = EISDIR;
            return fail_to_write(path, err);
        }
        return write_special(path, data, length, err);
    }
    return replace(path, data, length, err);
}
