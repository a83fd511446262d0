/* madvise is no part of POSIX */
#define _DEFAULT_SOURCE
#include "sim/base/pages.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

enum { LARGE_PAGE = 1 << 21 };

void *pages_alloc(size_t bytes)
{
    if (bytes > SIZE_MAX - LARGE_PAGE)
        return NULL;
    size_t size = (bytes + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE;
    void *memory = aligned_alloc(LARGE_PAGE, size);

#ifdef MADV_HUGEPAGE
    /* an advice: without large pages it is memory all the same */
    if (memory)
        madvise(memory, size, MADV_HUGEPAGE);
#endif
    return memory;
}
