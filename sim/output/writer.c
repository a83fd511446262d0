/* writer.c - the rows of writers.def as an array. */
#include "sim/output/writer.h"

#include <string.h>

#define WRITER(name) &write_##name,
const Writer *const writers[] = {
#include "sim/output/writers.def"
};
#undef WRITER

const size_t writer_count = sizeof writers / sizeof writers[0];

const Writer *writer_find(const char *name)
{
    for (size_t i = 0; i < writer_count; i++)
        if (strcmp(writers[i]->name, name) == 0)
            return writers[i];
    return NULL;
}
