/* mkdtemp is in the X/Open part of POSIX */
#define _XOPEN_SOURCE 700
#include "sim/output/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sim/base/arena.h"

/* Files on their way: written into a hidden folder beside their places, then moved. */
typedef struct {
    const char *folder, *stage;
    const FolderFile *files;
    size_t count;
    bool folder_made;
    bool *parent_made; /* [file] */
    bool *replaced;    /* [file]: what was in its place is in the stage */
    Arena arena;
} Batch;

static const char *target(Batch *batch, size_t i)
{
    return arena_format(&batch->arena, "%s/%s", batch->folder, batch->files[i].path);
}

static const char *staged(Batch *batch, const char *which, size_t i)
{
    return arena_format(&batch->arena, "%s/%s.%zu", batch->stage, which, i);
}

static bool fail_to_write(const char *path, Error *err)
{
    return fail(err, "cannot write `%s`: %s", path, strerror(errno));
}

/* --- before ---------------------------------------------------------------------------- */

static bool refuse_present(Batch *batch, Error *err)
{
    size_t present = 0;
    const char *first = NULL;

    for (size_t i = 0; i < batch->count; i++) {
        const char *path = target(batch, i);
        if (access(path, F_OK) != 0)
            continue;
        first = first ? first : path;
        present++;
    }
    if (present == 0)
        return true;
    if (present == 1)
        fail(err, "%s is there already", first);
    else
        fail(err, "%s is there already, and %zu more", first, present - 1);
    return fail_help(err, "choose another folder, or overwrite with --force");
}

static bool begin(Batch *batch, Error *err)
{
    batch->parent_made = arena_array(&batch->arena, bool, batch->count + 1);
    batch->replaced = arena_array(&batch->arena, bool, batch->count + 1);
    batch->folder_made = mkdir(batch->folder, 0777) == 0;
    if (!batch->folder_made && errno != EEXIST)
        return fail_to_write(batch->folder, err);
    char *stage = arena_format(&batch->arena, "%s/.new-XXXXXX", batch->folder);
    if (mkdtemp(stage))
        batch->stage = stage;
    return batch->stage || fail_to_write(batch->folder, err);
}

/* --- writing and moving ---------------------------------------------------------------- */

static bool write_bytes(int out, const char *data, size_t length)
{
    while (length > 0) {
        ssize_t written = write(out, data, length);
        if (written < 0)
            return false;
        data += written;
        length -= (size_t)written;
    }
    return true;
}

/* Not synced, which would take milliseconds for each of thousands of files: a full disk
 * shows when a file is written or closed. */
static bool write_one(const char *path, const FolderFile *file)
{
    int out = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);

    if (out < 0)
        return false;
    bool written = write_bytes(out, file->data, file->length);
    int error = errno;
    if (close(out) != 0)
        return false;
    errno = error;
    return written;
}

static bool write_staged(Batch *batch, Error *err)
{
    for (size_t i = 0; i < batch->count; i++)
        if (!write_one(staged(batch, "new", i), &batch->files[i]))
            return fail_to_write(target(batch, i), err);
    return true;
}

/* Make the folder that a file lies in. */
static const char *parent_of(Batch *batch, size_t i)
{
    const char *slash = strrchr(batch->files[i].path, '/');

    return slash ? arena_format(&batch->arena, "%s/%.*s", batch->folder,
                                (int)(slash - batch->files[i].path), batch->files[i].path)
                 : NULL;
}

static bool move_one(Batch *batch, size_t i)
{
    const char *parent = parent_of(batch, i), *path = target(batch, i);

    if (parent)
        batch->parent_made[i] = mkdir(parent, 0777) == 0;
    batch->replaced[i] = rename(path, staged(batch, "old", i)) == 0;
    if (!batch->replaced[i] && errno != ENOENT)
        return false;
    return rename(staged(batch, "new", i), path) == 0;
}

/* Put back what the first `moved` files replaced, and what the next one did. */
static void move_back(Batch *batch, size_t moved)
{
    for (size_t i = moved + 1; i-- > 0;) {
        const char *parent = parent_of(batch, i);
        if (i < moved)
            unlink(target(batch, i));
        if (batch->replaced[i])
            rename(staged(batch, "old", i), target(batch, i));
        if (parent && batch->parent_made[i])
            rmdir(parent);
    }
}

static bool move_all(Batch *batch, Error *err)
{
    for (size_t i = 0; i < batch->count; i++)
        if (!move_one(batch, i)) {
            fail_to_write(target(batch, i), err);
            move_back(batch, i);
            return false;
        }
    return true;
}

/* --- after ------------------------------------------------------------------------------ */

static void clear(Batch *batch, bool complete)
{
    for (size_t i = 0; batch->stage && i < batch->count; i++) {
        unlink(staged(batch, "new", i));
        unlink(staged(batch, "old", i));
    }
    if (batch->stage)
        rmdir(batch->stage);
    if (!complete && batch->folder_made)
        rmdir(batch->folder);
    arena_free(&batch->arena);
}

bool folder_write(const char *folder, const FolderFile *files, size_t count, bool replace,
                  Error *err)
{
    Batch batch = { .folder = folder, .files = files, .count = count };
    sigset_t all, before;

    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, &before);
    bool written = (replace || refuse_present(&batch, err)) && begin(&batch, err) &&
                   write_staged(&batch, err) && move_all(&batch, err);
    clear(&batch, written);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return written;
}
