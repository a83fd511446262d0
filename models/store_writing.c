/* store_writing.c - the write units that a chunk is billed.
 *
 * A request writes several chunks at once, and is billed the larger of a least
 * number of units and a number per kilobyte, which may be rounded up:
 *
 *   units of a chunk = max(least, ceil(units per KB * kilobytes of a request))
 *                      / chunks of a request
 *
 * A chunk that replaces another may be billed for that one's bytes too, and for
 * removing it; loading a whole index may be cheaper than writing. With the
 * defaults a unit is a chunk, whatever it replaces; what a vendor counts stands
 * in the catalogue.
 */
#include "models/model.h"

#define KB_PER_BYTE 1e-3

static const Quantity batch = {
    .key = "store.write_batch",
    .title = "Chunks per write",
    .help = "chunks that are written by one request",
    .unit = UNIT_NUMBER,
    .min = 1,
    .max = 1e6,
    .prior = "1",
    .source = "assumption: chunk by chunk; stores take hundreds at a time",
    .part = PART_CORPUS,
};

static const Quantity write_units = {
    .key = "store.write_units",
    .title = "Least units per write",
    .help = "write units that a request is billed at least",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1e6,
    .prior = "1",
    .source = "assumption: a unit is a chunk; catalogue entries say what a vendor counts",
    .part = PART_CORPUS,
};

static const Quantity write_units_per_kb = {
    .key = "store.write_units_per_kb",
    .title = "Units per write and KB",
    .help = "write units that a request is billed for each 1,000 bytes",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1e6,
    .prior = "0",
    .source = "assumption: a unit is a chunk; catalogue entries say what a vendor counts",
    .part = PART_CORPUS,
};

static const Quantity rounding = {
    .key = "store.write_rounding",
    .title = "Rounding of writes",
    .help = "the units per KB of a request are rounded up to a multiple of this; 0: not at all",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1e6,
    .prior = "0",
    .source = "assumption: not rounded; catalogue entries say what a vendor counts",
    .part = PART_CORPUS,
};

static const Quantity replaced_share = {
    .key = "store.replaced_share",
    .title = "Billed share of replaced bytes",
    .help =
        "share of the bytes which a rewritten chunk replaces that is billed besides its own",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 1,
    .prior = "0%",
    .source = "assumption: the new bytes only; Pinecone bills both (docs.pinecone.io)",
    .part = PART_CORPUS,
};

static const Quantity replacing_units = {
    .key = "store.replacing_units",
    .title = "Units per replaced chunk",
    .help = "write units that removing the chunk which is replaced is billed",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1e6,
    .prior = "0",
    .source = "assumption: removing is free; Zilliz bills a unit (docs.zilliz.com)",
    .part = PART_CORPUS,
};

enum { BYTES, KEYWORDS, BATCH, FEWEST, PER_KB, ROUNDING, REPLACED, REPLACING };

/* x rounded up to a multiple of step; a hair above one is that one: 100 * 3.57 is 357. */
static inline double rounded_up(double x, double step)
{
    double multiple = step > 0 ? step : 1;
    double up = multiple * lane_ceil(x / multiple * (1 - 1e-12));

    return step > 0 ? up : x;
}

/* Units of one chunk of a request in which each has so many times its bytes. */
static inline double units_of(double bytes, double times, double batch_size, double fewest,
                              double per_kb, double step)
{
    double kilobytes = bytes * KB_PER_BYTE * times * batch_size;

    return lane_max(fewest, rounded_up(per_kb * kilobytes, step)) / batch_size;
}

FORMULA(units_per_write)
{
    const double *bytes = from[BYTES], *keywords = from[KEYWORDS], *many = from[BATCH];
    const double *fewest = from[FEWEST], *per_kb = from[PER_KB], *step = from[ROUNDING];

    for (size_t i = 0; i < LANES; i++)
        out[i] = units_of(bytes[i] + keywords[i], 1, many[i], fewest[i], per_kb[i], step[i]);
}

const Quantity store_units_per_write = {
    .key = "store.units_per_write",
    .title = "Write units per chunk",
    .help = "write units that one new chunk is billed",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1e15,
    .formula = units_per_write,
    .from =
        FROM([BYTES] = NOW(store_bytes_per_chunk), [KEYWORDS] = NOW(keyword_bytes_per_chunk),
             [BATCH] = NOW(batch), [FEWEST] = NOW(write_units),
             [PER_KB] = NOW(write_units_per_kb), [ROUNDING] = NOW(rounding)),
    .part = PART_CORPUS,
};

FORMULA(units_per_rewrite)
{
    const double *bytes = from[BYTES], *keywords = from[KEYWORDS], *many = from[BATCH];
    const double *fewest = from[FEWEST], *per_kb = from[PER_KB], *step = from[ROUNDING];
    const double *replaced = from[REPLACED], *replacing = from[REPLACING];

    for (size_t i = 0; i < LANES; i++)
        out[i] = units_of(bytes[i] + keywords[i], 1 + replaced[i], many[i], fewest[i],
                          per_kb[i], step[i]) +
                 replacing[i];
}

const Quantity store_units_per_rewrite = {
    .key = "store.units_per_rewrite",
    .title = "Write units per changed chunk",
    .help = "write units that a chunk is billed which replaces another",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1e15,
    .formula = units_per_rewrite,
    .from =
        FROM([BYTES] = NOW(store_bytes_per_chunk), [KEYWORDS] = NOW(keyword_bytes_per_chunk),
             [BATCH] = NOW(batch), [FEWEST] = NOW(write_units),
             [PER_KB] = NOW(write_units_per_kb), [ROUNDING] = NOW(rounding),
             [REPLACED] = NOW(replaced_share), [REPLACING] = NOW(replacing_units)),
    .part = PART_CORPUS,
};

static const Quantity load_share = {
    .key = "store.load_share",
    .title = "Price of loading",
    .help = "share of the write price that chunks cost which are loaded with a whole index",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 1,
    .prior = "100%",
    .source = "assumption: loading is writing; it is free at Zilliz (docs.zilliz.com)",
    .part = PART_CORPUS,
};

enum { UNITS, LOAD };

FORMULA(loaded)
{
    const double *units = from[UNITS], *share = from[LOAD];

    for (size_t i = 0; i < LANES; i++)
        out[i] = units[i] * share[i];
}

const Quantity store_units_per_load = {
    .key = "store.units_per_load",
    .title = "Write units per loaded chunk",
    .help = "write units that a chunk is billed which is loaded with a whole index",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1e15,
    .formula = loaded,
    .from = FROM([UNITS] = NOW(store_units_per_write), [LOAD] = NOW(load_share)),
    .part = PART_CORPUS,
};

const Quantity store_write_price = {
    .key = "store.write_price",
    .title = "Write price",
    .help = "price of a million write units",
    .unit = UNIT_MONEY_PER_MILLION,
    .min = 0,
    .max = 1e6,
    .prior = "4 USD/M",
    .source = "Pinecone Standard, us-east-1 (docs.pinecone.io, 2026-11-04)",
    .part = PART_CORPUS,
};
