/* pages.h - memory for large arrays, in large pages where the system has them: what is
 * touched for the first time, page by page, otherwise costs as much as computing it. */
#ifndef SIM_BASE_PAGES_H
#define SIM_BASE_PAGES_H

#include <stddef.h>

/* Memory for so many bytes, not cleared; NULL when there is none. For free(). */
void *pages_alloc(size_t bytes);

#endif
