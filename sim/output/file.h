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

/* Make Ctrl-C and termination remove an unfinished file and exit with 130. */
void file_guard_interrupts(void);

#endif
