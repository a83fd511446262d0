/* file.h - results into files, whole or not at all.
 *
 * A regular file is written beside itself and renamed when it is complete; what
 * is there under the name stays until then. An interrupt removes the unfinished
 * file.
 */
#ifndef SIM_OUTPUT_FILE_H
#define SIM_OUTPUT_FILE_H

#include <stddef.h>

#include "sim/base/error.h"

/* Write data to path; NULL or "-" is standard output, where a reader that went
 * away ends the program quietly. */
bool file_write(const char *path, const char *data, size_t length, Error *err);

/* A file that is written piece by piece; one at a time, and none of file_write()
 * meanwhile. */
typedef struct {
    const char *path; /* as the user calls it; the caller's                          */
    char *target;     /* what the unfinished file replaces; NULL: path is no regular file */
    int file;         /* its descriptor                                              */
} FileStream;

/* Begin a file. After true, or a piece that failed, one of file_end() and
 * file_abandon() is due; whatever they return, nothing is left to free. */
bool file_begin(FileStream *stream, const char *path, Error *err);
bool file_append(FileStream *stream, const void *data, size_t length, Error *err);

/* Give the complete file its name; if that fails, there is none. */
bool file_end(FileStream *stream, Error *err);

/* Remove what was written so far. */
void file_abandon(FileStream *stream);

/* Begin a file without a name on the file system of path, to be read back by its
 * descriptor and abandoned: it is gone with the process, however that ends. */
bool file_begin_unnamed(FileStream *stream, const char *path, Error *err);

/* Make Ctrl-C and termination remove an unfinished file and exit with 130. */
void file_guard_interrupts(void);

#endif
