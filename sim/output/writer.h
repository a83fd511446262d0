/* writer.h - output formats of an answer.
 *
 * To add one: write sim/output/write_NAME.c with `const Writer write_NAME` and
 * add WRITER(NAME) to writers.def.
 */
#ifndef SIM_OUTPUT_WRITER_H
#define SIM_OUTPUT_WRITER_H

#include "sim/base/text.h"
#include "sim/results/results.h"

typedef struct {
    bool color;    /* a terminal that shows colour     */
    bool ascii;    /* no characters beyond ASCII       */
    bool by_month; /* lines of the bill by month, where the format has room for them */
    int width;     /* columns of the terminal, 80 when it is not one */
} Style;

typedef struct {
    const char *name; /* as in --format NAME */
    const char *help;
    void (*write)(Text *out, const Answer *answer, const Style *style);
} Writer;

#define WRITER(name) extern const Writer write_##name;
#include "sim/output/writers.def"
#undef WRITER

extern const Writer *const writers[];
extern const size_t writer_count;
const Writer *writer_find(const char *name);

#endif
