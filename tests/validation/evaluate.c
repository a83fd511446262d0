#include "tests/validation/evaluate.h"

#include <string.h>

#include "sim/base/arena.h"

typedef struct {
    const Known *known;
    size_t known_count;
    size_t first, cases; /* of the block: lane i is case first + i */
    Arena arena;
} Block;

static const double *known_values(const Block *block, const char *key)
{
    for (size_t i = 0; i < block->known_count; i++)
        if (strcmp(block->known[i].key, key) == 0)
            return block->known[i].values;
    return NULL;
}

/* Lanes without a case repeat the last one. */
static void copy_known(double *out, const Block *block, const double *values)
{
    for (size_t i = 0; i < LANES; i++) {
        size_t at = block->first + i;

        out[i] = values[at < block->cases ? at : block->cases - 1];
    }
}

static bool column(double *out, Block *block, const Quantity *q, Error *err)
{
    const double *values = known_values(block, q->key), *from[MAX_SOURCES];

    if (values) {
        copy_known(out, block, values);
        return true;
    }
    if (!q->formula)
        return fail(err, "`%s` is needed and not known", q->key);
    for (size_t k = 0; q->from[k].kind != SOURCE_END; k++) {
        double *source = arena_array(&block->arena, double, LANES);

        if (q->from[k].kind != SOURCE_NOW)
            return fail(err, "`%s` changes from month to month", q->key);
        if (!column(source, block, q->from[k].quantity, err))
            return false;
        from[k] = source;
    }
    q->formula(from, out);
    return true;
}

bool evaluate(double *out, const Quantity *quantity, const Known known[], size_t known_count,
              size_t cases, Error *err)
{
    double lanes[LANES];
    bool ok = true;

    for (size_t first = 0; ok && first < cases; first += LANES) {
        Block block = { known, known_count, first, cases, { 0 } };
        size_t n = cases - first < LANES ? cases - first : LANES;

        ok = column(lanes, &block, quantity, err);
        if (ok)
            memcpy(out + first, lanes, n * sizeof *out);
        arena_free(&block.arena);
    }
    return ok;
}
