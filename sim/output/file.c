/* realpath is in the X/Open part of POSIX */
#define _XOPEN_SOURCE 700
#include "sim/output/file.h"

#include <assert.h>
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

    assert(!unfinished[0]);
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

/* --- piece by piece ----------------------------------------------------------------- */

/* The name of a temporary file beside target, for mkstemp(). */
static bool name_beside(char pattern[PATH_MAX], const char *target)
{
    static const char ending[] = ".XXXXXX";

    if (strlen(target) + sizeof ending > PATH_MAX) {
        errno = ENAMETOOLONG;
        return false;
    }
    strcpy(pattern, target);
    strcat(pattern, ending);
    return true;
}

/* A link is followed, so that it stays one. */
static bool follow(char target[PATH_MAX], const char *path)
{
    if (realpath(path, target))
        return true;
    if (errno != ENOENT || strlen(path) >= PATH_MAX)
        return false;
    strcpy(target, path);
    return true;
}

/* Open the unfinished file beside its target. */
static bool begin_beside(FileStream *stream)
{
    char target[PATH_MAX], pattern[PATH_MAX];

    if (!follow(target, stream->path) || !name_beside(pattern, target))
        return false;
    stream->target = strdup(target);
    if (!stream->target)
        return false;
    stream->file = create_unfinished(pattern);
    if (stream->file >= 0 && fchmod(stream->file, mode_for(target)) == 0)
        return true;
    int error = errno;
    file_abandon(stream);
    errno = error;
    return false;
}

bool file_begin(FileStream *stream, const char *path, Error *err)
{
    struct stat there;

    *stream = (FileStream){ .path = path, .file = -1 };
    if (stat(path, &there) != 0 || S_ISREG(there.st_mode))
        return begin_beside(stream) || fail_to_write(path, err);
    if (S_ISDIR(there.st_mode)) {
        errno = EISDIR;
        return fail_to_write(path, err);
    }
    stream->file = open(path, O_WRONLY | O_CLOEXEC); /* a device, a named pipe */
    return stream->file >= 0 || fail_to_write(path, err);
}

bool file_begin_unnamed(FileStream *stream, const char *path, Error *err)
{
    char target[PATH_MAX], pattern[PATH_MAX];
    sigset_t all, before;

    *stream = (FileStream){ .path = path, .file = -1 };
    if (!follow(target, path) || !name_beside(pattern, target))
        return fail_to_write(path, err);
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, &before);
    stream->file = mkstemp(pattern);
    int error = errno;
    if (stream->file >= 0)
        unlink(pattern);
    sigprocmask(SIG_SETMASK, &before, NULL);
    errno = error;
    return stream->file >= 0 || fail_to_write(path, err);
}

bool file_append(FileStream *stream, const void *data, size_t length, Error *err)
{
    return write_all(stream->file, data, length) || fail_to_write(stream->path, err);
}

bool file_end(FileStream *stream, Error *err)
{
    bool done = sync_and_close(stream->file);

    if (stream->target)
        done = finish(stream->target, done);
    if (!done)
        fail_to_write(stream->path, err);
    free(stream->target);
    stream->target = NULL;
    return done;
}

void file_abandon(FileStream *stream)
{
    if (stream->file >= 0)
        close(stream->file);
    if (stream->target && stream->file >= 0)
        finish(stream->target, false);
    free(stream->target);
    stream->target = NULL;
}

/* --- at once ------------------------------------------------------------------------ */

bool file_write(const char *path, const char *data, size_t length, Error *err)
{
    FileStream stream;

    if (!path || strcmp(path, "-") == 0) {
        fflush(stdout);
        return write_all(STDOUT_FILENO, data, length) || errno == EPIPE ||
               fail_to_write("standard output", err);
    }
    if (!file_begin(&stream, path, err))
        return false;
    if (file_append(&stream, data, length, err))
        return file_end(&stream, err);
    file_abandon(&stream);
    return false;
}
