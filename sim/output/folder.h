/* folder.h - several files into a folder, all of them or none. */
#ifndef SIM_OUTPUT_FOLDER_H
#define SIM_OUTPUT_FOLDER_H

#include <stdbool.h>
#include <stddef.h>

#include "sim/base/error.h"

typedef struct {
    const char *path; /* in the folder: "NAME" or "KIND/NAME" */
    const char *data;
    size_t length;
} FolderFile;

/* Write the files into a folder, which is made if it is not there; its parent must be.
 * Without `replace` no file may be there yet. Other files of the folder stay. Until all
 * are written none is seen, and after a failure everything is as it was; interrupts wait
 * for the end. */
bool folder_write(const char *folder, const FolderFile *files, size_t count, bool replace,
                  Error *err);

#endif
