/* assets.h - the data files of the program (catalogue, chart scripts, ready-made
 * scenarios), built into the binary so that it needs no path at run time. */
#ifndef SIM_BASE_ASSETS_H
#define SIM_BASE_ASSETS_H

#include <stddef.h>

typedef struct {
    const char *path;       /* from the root of the source tree: "plots/fan.gp"    */
    const char *data, *end; /* the bytes; *end is zero, so data is a C string too  */
} Asset;

/* All of them, sorted by path. The table is made by the Makefile. */
extern const Asset assets[];
extern const size_t asset_count;

/* The asset at path, or NULL. */
const Asset *asset_find(const char *path);

#endif
