/* store_reading.c - the read units that a query of the vector store is billed.
 *
 * searched gigabytes s = chunks * searched bytes of a chunk / indexes
 * units = max(least, units per GB * (s - discount * (s - its bound)
 *                                      - further discount * (s - its bound)))
 *
 * where only what is beyond a bound is discounted, so that further gigabytes cost
 * less than the first. A bound is a size, or the size of so many chunks. With the
 * defaults a query is one unit. What a unit is stands with each store in the
 * catalogue: a gigabyte for Pinecone and turbopuffer, a GiB for Amazon S3 Vectors.
 */
#include "models/model.h"

#define GB_PER_BYTE 1e-9

static const Quantity text_searched = {
    .key = "store.text_searched",
    .title = "Searched text",
    .help = "share of the stored text that counts in what a query looks through",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 1,
    .prior = "100%",
    .source = "all that is stored counts (docs.pinecone.io); none of the text at S3 Vectors",
    .part = PART_CORPUS,
};

static const Quantity indexes = {
    .key = "store.indexes",
    .title = "Indexes",
    .help = "indexes or namespaces of equal size that the chunks are spread over; a query "
            "searches one",
    .unit = UNIT_NUMBER,
    .min = 1,
    .max = 1e9,
    .prior = "1",
    .source = "assumption: every question may need every document",
    .part = PART_CORPUS,
};

enum { INDEXED, TEXT, TEXT_COUNTED, KEYWORDS, SPREAD };

FORMULA(searched)
{
    const double *indexed = from[INDEXED], *text = from[TEXT], *counted = from[TEXT_COUNTED];
    const double *keywords = from[KEYWORDS], *spread = from[SPREAD];

    for (size_t i = 0; i < LANES; i++)
        out[i] = (indexed[i] + text[i] * counted[i] + keywords[i]) * GB_PER_BYTE / spread[i];
}

static const Quantity searched_per_chunk = {
    .key = "store.searched_per_chunk",
    .title = "Searched per chunk",
    .help = "gigabytes that a query looks through for each chunk there is",
    .unit = UNIT_GB,
    .min = 0,
    .max = 1e6,
    .formula = searched,
    .from = FROM([INDEXED] = NOW(store_indexed_bytes), [TEXT] = NOW(store_text),
                 [TEXT_COUNTED] = NOW(text_searched), [KEYWORDS] = NOW(keyword_bytes_per_chunk),
                 [SPREAD] = NOW(indexes)),
    .part = PART_CORPUS,
};

static const Quantity read_units = {
    .key = "store.read_units",
    .title = "Least units per query",
    .help = "read units that a query is billed at least",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1e6,
    .prior = "1",
    .source = "assumption: a unit is a query; catalogue entries say what a vendor counts",
    .part = PART_CORPUS,
};

static const Quantity read_units_per_gb = {
    .key = "store.read_units_per_gb",
    .title = "Units per query and GB",
    .help = "read units that a query is billed for each gigabyte it looks through",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1e6,
    .prior = "0",
    .source = "assumption: a unit is a query; catalogue entries say what a vendor counts",
    .part = PART_CORPUS,
};

#define BOUND(name, its_key, its_title, its_help)                                              \
    static const Quantity name = {                                                             \
        .key = its_key,                                                                        \
        .title = its_title,                                                                    \
        .help = its_help,                                                                      \
        .unit = UNIT_GB,                                                                       \
        .min = 0,                                                                              \
        .max = 1e12,                                                                           \
        .prior = "0 GB",                                                                       \
        .source = "assumption: no discount; catalogue entries say what a vendor grants",       \
        .part = PART_CORPUS,                                                                   \
    }
#define DISCOUNT(name, its_key, its_title, its_help)                                           \
    static const Quantity name = {                                                             \
        .key = its_key,                                                                        \
        .title = its_title,                                                                    \
        .help = its_help,                                                                      \
        .unit = UNIT_SHARE,                                                                    \
        .min = 0,                                                                              \
        .max = 1,                                                                              \
        .prior = "0%",                                                                         \
        .source = "assumption: no discount; catalogue entries say what a vendor grants",       \
        .part = PART_CORPUS,                                                                   \
    }

DISCOUNT(discount, "store.discount", "Size discount",
         "share by which the gigabytes of a query beyond a bound cost less");
BOUND(discount_from, "store.discount_from", "Size discount from",
      "gigabytes of a query that have no size discount");
DISCOUNT(further_discount, "store.further_discount", "Further size discount",
         "share of the full price by which those beyond a second bound cost still less");
BOUND(further_discount_from, "store.further_discount_from", "Further size discount from",
      "gigabytes of a query that have no further size discount");

static const Quantity discount_chunks = {
    .key = "store.discount_chunks",
    .title = "Chunks without discount",
    .help = "chunks of an index that have no size discount, on top of the gigabytes",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1e15,
    .prior = "0",
    .source = "assumption: no discount; catalogue entries say what a vendor grants",
    .part = PART_CORPUS,
};

enum { FROM_GB, FROM_CHUNKS, PER_CHUNK, OVER };

FORMULA(bound)
{
    const double *gigabytes = from[FROM_GB], *chunks = from[FROM_CHUNKS];
    const double *per_chunk = from[PER_CHUNK], *spread = from[OVER];

    for (size_t i = 0; i < LANES; i++)
        out[i] = gigabytes[i] + chunks[i] * per_chunk[i] * spread[i];
}

/* A chunk has the size of what is looked through for it, times the number of indexes. */
static const Quantity discount_bound = {
    .key = "store.discount_bound",
    .title = "Bound of the size discount",
    .help = "gigabytes of a query beyond which the size discount begins",
    .unit = UNIT_GB,
    .min = 0,
    .max = 1e15,
    .formula = bound,
    .from = FROM([FROM_GB] = NOW(discount_from), [FROM_CHUNKS] = NOW(discount_chunks),
                 [PER_CHUNK] = NOW(searched_per_chunk), [OVER] = NOW(indexes)),
    .part = PART_CORPUS,
};

enum { CHUNKS, EACH, LEAST, PER_GB, OFF, OFF_FROM, MORE_OFF, MORE_OFF_FROM };

FORMULA(units_per_query)
{
    const double *chunks = from[CHUNKS], *each = from[EACH], *least = from[LEAST];
    const double *per_gb = from[PER_GB], *off = from[OFF], *off_from = from[OFF_FROM];
    const double *more_off = from[MORE_OFF], *more_off_from = from[MORE_OFF_FROM];

    for (size_t i = 0; i < LANES; i++) {
        double size = chunks[i] * each[i];
        double counted = size - off[i] * lane_max(0, size - off_from[i]) -
                         more_off[i] * lane_max(0, size - more_off_from[i]);
        out[i] = lane_max(least[i], per_gb[i] * counted);
    }
}

const Quantity store_units_per_query = {
    .key = "store.units_per_query",
    .title = "Read units per query",
    .help = "read units that one query is billed",
    .unit = UNIT_NUMBER,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e15,
    .formula = units_per_query,
    .from =
        FROM([CHUNKS] = NOW(corpus_chunks), [EACH] = NOW(searched_per_chunk),
             [LEAST] = NOW(read_units), [PER_GB] = NOW(read_units_per_gb),
             [OFF] = NOW(discount), [OFF_FROM] = NOW(discount_bound),
             [MORE_OFF] = NOW(further_discount), [MORE_OFF_FROM] = NOW(further_discount_from)),
    .part = PART_CORPUS,
};
