/* store.c - the vector store: how big it is and how it is priced.
 *
 * bytes = chunks * (dims * bytes per component * (1 + index overhead) + metadata)
 *
 * The price list is that of a serverless store: gigabytes held, units read and
 * written, and a monthly minimum. A query reads the larger of a fixed number of
 * units and a number per gigabyte of index; a chunk written costs the larger of
 * a fixed number and a number per kilobyte. With the defaults of one and zero a
 * unit is a query or a chunk. Rented nodes are a minimum with nothing else.
 */
#include "models/model.h"

#define GB_PER_BYTE  1e-9
#define BYTES_PER_KB 1e3

static const Quantity dims = {
    .key = "embedding.dims",
    .title = "Dimensions",
    .help = "components of an embedding vector",
    .unit = UNIT_NUMBER,
    .min = 1,
    .max = 65536,
    .prior = "1024",
    .source = "the most frequent size of embedding models on offer (price lists, August 2026)",
    .part = PART_CORPUS,
};

static const Quantity bytes_per_component = {
    .key = "embedding.bytes_per_component",
    .title = "Bytes per component",
    .help = "bytes that store one component of a vector: 4 for single precision",
    .unit = UNIT_BYTES,
    .min = 0.125,
    .max = 8,
    .prior = "4 B",
    .source = "single precision, as stores bill it (docs.pinecone.io)",
    .part = PART_CORPUS,
};

static const Quantity index_overhead = {
    .key = "store.index_overhead",
    .title = "Index overhead",
    .help = "bytes of the search graph per byte of vectors",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 10,
    .prior = "0%",
    .source = "serverless stores bill the vectors only; 50% in the memory of a Qdrant node "
              "(qdrant.tech)",
    .part = PART_CORPUS,
};

static const Quantity metadata = {
    .key = "store.metadata",
    .title = "Metadata",
    .help = "bytes of text, identifiers and attributes that are stored with a vector",
    .unit = UNIT_BYTES,
    .min = 0,
    .max = 1e7,
    .prior = "0 B",
    .source = "assumption: the text is kept with the documents",
    .part = PART_CORPUS,
};

enum { COMPONENTS, COMPONENT, OVERHEAD, METADATA };

FORMULA(bytes)
{
    const double *components = from[COMPONENTS], *width = from[COMPONENT];
    const double *overhead = from[OVERHEAD], *beside = from[METADATA];

    for (size_t i = 0; i < LANES; i++)
        out[i] = components[i] * width[i] * (1 + overhead[i]) + beside[i];
}

static const Quantity bytes_per_chunk = {
    .key = "store.bytes_per_chunk",
    .title = "Bytes per chunk",
    .help = "bytes that one chunk takes in the store",
    .unit = UNIT_BYTES,
    .min = 0,
    .max = 1e15,
    .formula = bytes,
    .from = FROM([COMPONENTS] = NOW(dims), [COMPONENT] = NOW(bytes_per_component),
                 [OVERHEAD] = NOW(index_overhead), [METADATA] = NOW(metadata)),
    .part = PART_CORPUS,
};

enum { CHUNKS, BYTES };

FORMULA(gigabytes)
{
    const double *chunks = from[CHUNKS], *each = from[BYTES];

    for (size_t i = 0; i < LANES; i++)
        out[i] = chunks[i] * each[i] * GB_PER_BYTE;
}

const Quantity store_gigabytes = {
    .key = "store.gigabytes",
    .title = "Index size",
    .help = "gigabytes (10^9 bytes) that the store holds",
    .unit = UNIT_GB,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e15,
    .formula = gigabytes,
    .from = FROM([CHUNKS] = NOW(corpus_chunks), [BYTES] = NOW(bytes_per_chunk)),
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
    .help = "read units that a query is billed for each gigabyte of the index",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1e6,
    .prior = "0",
    .source = "assumption: a unit is a query; catalogue entries say what a vendor counts",
    .part = PART_CORPUS,
};

enum { GIGABYTES, LEAST, PER_GB };

FORMULA(units_per_query)
{
    const double *held = from[GIGABYTES], *least = from[LEAST], *per_gb = from[PER_GB];

    for (size_t i = 0; i < LANES; i++)
        out[i] = lane_max(least[i], per_gb[i] * held[i]);
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
    .from = FROM([GIGABYTES] = NOW(store_gigabytes), [LEAST] = NOW(read_units),
                 [PER_GB] = NOW(read_units_per_gb)),
    .part = PART_CORPUS,
};

static const Quantity write_units = {
    .key = "store.write_units",
    .title = "Least units per write",
    .help = "write units that a chunk is billed at least",
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
    .help = "write units that a chunk is billed for each 1,000 bytes",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1e6,
    .prior = "0",
    .source = "assumption: a unit is a chunk; catalogue entries say what a vendor counts",
    .part = PART_CORPUS,
};

enum { WRITTEN, FEWEST, PER_KB };

FORMULA(units_per_write)
{
    const double *written = from[WRITTEN], *fewest = from[FEWEST], *per_kb = from[PER_KB];

    for (size_t i = 0; i < LANES; i++)
        out[i] = lane_max(fewest[i], per_kb[i] * written[i] / BYTES_PER_KB);
}

const Quantity store_units_per_write = {
    .key = "store.units_per_write",
    .title = "Write units per chunk",
    .help = "write units that one chunk is billed",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1e15,
    .formula = units_per_write,
    .from = FROM([WRITTEN] = NOW(bytes_per_chunk), [FEWEST] = NOW(write_units),
                 [PER_KB] = NOW(write_units_per_kb)),
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
