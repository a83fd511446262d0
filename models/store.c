/* store.c - the vector store: how big it is.
 *
 * bytes of a chunk = components * bytes per component * (1 + index overhead)
 *                    + 8 * sparse components + identifier + metadata + text
 *
 * A sparse component is its place and its value, 4 bytes each. These are the parts
 * of a record on Pinecone's bill (docs.pinecone.io, understand cost), which tells
 * apart the most of them; what other stores do not count is 0. What is billed for
 * these bytes stands in monthly_vector_store.c (held), store_reading.c (searched),
 * store_writing.c (written) and monthly_vector_nodes.c (kept in memory).
 */
#include "models/model.h"

#define GB_PER_BYTE            1e-9
#define BYTES_PER_SPARSE_VALUE 8.0

const Quantity embedding_dims = {
    .key = "embedding.dims",
    .title = "Dimensions",
    .help = "components of an embedding vector; 0 where the store holds sparse vectors only",
    .unit = UNIT_NUMBER,
    .min = 0,
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
    .help = "bytes of the search graph that are stored per byte of vectors",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 10,
    .prior = "0%",
    .source = "serverless stores bill the vectors only; 50% in the memory of a Qdrant node "
              "(qdrant.tech)",
    .part = PART_CORPUS,
};

static const Quantity sparse_components = {
    .key = "store.sparse_components",
    .title = "Sparse components",
    .help = "components of the sparse vector that stands beside, or instead of, the dense one",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1e6,
    .prior = "0",
    .source = "assumption: dense vectors only",
    .part = PART_CORPUS,
};

static const Quantity id = {
    .key = "store.id",
    .title = "Identifier",
    .help = "bytes of the key under which a chunk is stored",
    .unit = UNIT_BYTES,
    .min = 0,
    .max = 1e5,
    .prior = "0 B",
    .source = "assumption: too small to matter; catalogue entries say what a vendor counts",
    .part = PART_CORPUS,
};

static const Quantity metadata = {
    .key = "store.metadata",
    .title = "Metadata",
    .help = "bytes of attributes that are stored with a vector and that queries can filter by",
    .unit = UNIT_BYTES,
    .min = 0,
    .max = 1e7,
    .prior = "0 B",
    .source = "assumption: attributes are kept with the documents",
    .part = PART_CORPUS,
};

const Quantity store_text = {
    .key = "store.text",
    .title = "Stored text",
    .help = "bytes of a chunk's own text that are stored with its vector",
    .unit = UNIT_BYTES,
    .min = 0,
    .max = 1e7,
    .prior = "0 B",
    .source = "assumption: the text is kept with the documents",
    .part = PART_CORPUS,
};

FORMULA(product)
{
    const double *a = from[0], *b = from[1];

    for (size_t i = 0; i < LANES; i++)
        out[i] = a[i] * b[i];
}

const Quantity store_vector_bytes = {
    .key = "store.vector_bytes",
    .title = "Bytes per vector",
    .help = "bytes of a dense vector, its place in the search graph aside",
    .unit = UNIT_BYTES,
    .min = 0,
    .max = 1e9,
    .formula = product,
    .from = FROM(NOW(embedding_dims), NOW(bytes_per_component)),
    .part = PART_CORPUS,
};

FORMULA(sum)
{
    const double *a = from[0], *b = from[1];

    for (size_t i = 0; i < LANES; i++)
        out[i] = a[i] + b[i];
}

const Quantity store_attribute_bytes = {
    .key = "store.attribute_bytes",
    .title = "Attribute bytes per chunk",
    .help = "bytes of a chunk's identifier and metadata",
    .unit = UNIT_BYTES,
    .min = 0,
    .max = 1e9,
    .formula = sum,
    .from = FROM(NOW(id), NOW(metadata)),
    .part = PART_CORPUS,
};

enum { VECTOR, OVERHEAD, SPARSE, ATTRIBUTES };

FORMULA(indexed)
{
    const double *vector = from[VECTOR], *overhead = from[OVERHEAD];
    const double *sparse = from[SPARSE], *attributes = from[ATTRIBUTES];

    for (size_t i = 0; i < LANES; i++)
        out[i] =
            vector[i] * (1 + overhead[i]) + sparse[i] * BYTES_PER_SPARSE_VALUE + attributes[i];
}

const Quantity store_indexed_bytes = {
    .key = "store.indexed_bytes",
    .title = "Indexed bytes per chunk",
    .help = "bytes of a chunk that every query looks through: all but its text",
    .unit = UNIT_BYTES,
    .min = 0,
    .max = 1e9,
    .formula = indexed,
    .from = FROM([VECTOR] = NOW(store_vector_bytes), [OVERHEAD] = NOW(index_overhead),
                 [SPARSE] = NOW(sparse_components), [ATTRIBUTES] = NOW(store_attribute_bytes)),
    .part = PART_CORPUS,
};

const Quantity store_bytes_per_chunk = {
    .key = "store.bytes_per_chunk",
    .title = "Bytes per chunk",
    .help = "bytes that one chunk takes in the store, its share of a keyword index aside",
    .unit = UNIT_BYTES,
    .min = 0,
    .max = 1e9,
    .formula = sum,
    .from = FROM(NOW(store_indexed_bytes), NOW(store_text)),
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
    .from = FROM([CHUNKS] = NOW(corpus_chunks), [BYTES] = NOW(store_bytes_per_chunk)),
    .part = PART_CORPUS,
    .report = REPORTED,
};
