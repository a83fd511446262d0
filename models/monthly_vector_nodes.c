/* monthly_vector_nodes.c - rented nodes that hold the index in memory.
 *
 * memory = chunks * (bytes of a vector + 16 * links) * memory factor
 * nodes  = max(least, ceil(memory / memory of a node) * replicas)
 * cost   = nodes * price * hours
 *
 * for stores that bill by the hour: one's own servers, a managed cluster, a
 * database extension, or the capacity units of Amazon OpenSearch Serverless.
 * Nodes are whole. The memory of a vector follows the vendors' guides: Qdrant
 * 1.5 times the vector; ScyllaDB, for any graph of m links, 1.2 times the vector
 * and 16 bytes a link; pgvector 1.3 times that. Without a price there are no
 * nodes, as with serverless stores.
 */
#include "models/model.h"

#define BYTES_PER_LINK 16.0
#define GB_PER_BYTE    1e-9

static const Quantity links = {
    .key = "store.links",
    .title = "Links of the graph",
    .help = "links of a vector in the search graph (m of HNSW), where the memory factor leaves "
            "them out",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1000,
    .prior = "0",
    .source = "assumption: the memory factor has them",
    .part = PART_CORPUS,
};

static const Quantity memory_factor = {
    .key = "store.memory_factor",
    .title = "Memory factor",
    .help = "memory of a node that a byte of vectors takes",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 100,
    .prior = "1.5",
    .source = "qdrant.tech, capacity planning (2026)",
    .part = PART_CORPUS,
};

static const Quantity node_memory = {
    .key = "store.node_memory",
    .title = "Memory of a node",
    .help = "memory of one node of the store",
    .unit = UNIT_GB,
    .min = 0.001,
    .max = 1e6,
    .prior = "16 GiB",
    .source = "AWS r7g.large",
    .part = PART_CORPUS,
};

static const Quantity node_price = {
    .key = "store.node_price",
    .title = "Price of a node",
    .help = "price of one node of the store for an hour",
    .unit = UNIT_MONEY_PER_HOUR,
    .min = 0,
    .max = 1e5,
    .prior = "0 USD/h",
    .source = "assumption: a serverless store; catalogue entries say what a node costs",
    .part = PART_CORPUS,
};

static const Quantity least_nodes = {
    .key = "store.least_nodes",
    .title = "Least nodes",
    .help = "nodes that are billed however small the index is, replicas included",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1e6,
    .prior = "0",
    .source = "assumption: no floor; catalogue entries say what a vendor bills",
    .part = PART_CORPUS,
};

static const Quantity replicas = {
    .key = "store.replicas",
    .title = "Store replicas",
    .help = "copies of the index that are held in memory",
    .unit = UNIT_NUMBER,
    .min = 1,
    .max = 1000,
    .prior = "1",
    .source = "assumption: a store that is down for minutes can be borne",
    .part = PART_CORPUS,
};

enum { VECTOR, LINKS, FACTOR, MEMORY, RENTED };

/* The month only multiplies this and rounds. What has no price is not rented. */
FORMULA(share_of_node)
{
    const double *vector = from[VECTOR], *linked = from[LINKS];
    const double *factor = from[FACTOR], *memory = from[MEMORY], *rented = from[RENTED];

    for (size_t i = 0; i < LANES; i++) {
        double bytes = (vector[i] + linked[i] * BYTES_PER_LINK) * factor[i];
        out[i] = rented[i] > 0 ? bytes * GB_PER_BYTE / memory[i] : 0;
    }
}

static const Quantity nodes_per_chunk = {
    .key = "store.nodes_per_chunk",
    .title = "Nodes per chunk",
    .help = "share of a node's memory that one chunk takes, where nodes are rented",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1e9,
    .formula = share_of_node,
    .from = FROM([VECTOR] = NOW(store_vector_bytes), [LINKS] = NOW(links),
                 [FACTOR] = NOW(memory_factor), [MEMORY] = NOW(node_memory),
                 [RENTED] = NOW(node_price)),
    .part = PART_CORPUS,
};

enum { CHUNKS, PER_CHUNK, REPLICAS, LEAST };

/* A hair above a whole number is that number: 32 GB fill two nodes of 16. */
FORMULA(whole_nodes)
{
    const double *chunks = from[CHUNKS], *each = from[PER_CHUNK];
    const double *copies = from[REPLICAS], *least = from[LEAST];

    for (size_t i = 0; i < LANES; i++) {
        double holding = lane_ceil(chunks[i] * each[i] * (1 - 1e-12));
        out[i] = lane_max(lane_ceil(least[i]), holding * lane_ceil(copies[i]));
    }
}

const Quantity store_nodes = {
    .key = "store.nodes",
    .title = "Store nodes",
    .help = "nodes that hold the index in memory, replicas included",
    .unit = UNIT_NUMBER,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e12,
    .formula = whole_nodes,
    .from = FROM([CHUNKS] = NOW(corpus_chunks), [PER_CHUNK] = NOW(nodes_per_chunk),
                 [REPLICAS] = NOW(replicas), [LEAST] = NOW(least_nodes)),
    .part = PART_CORPUS,
};

enum { NODES, PRICE, HOURS };

FORMULA(rent)
{
    const double *nodes = from[NODES], *hourly = from[PRICE], *hours = from[HOURS];

    for (size_t i = 0; i < LANES; i++)
        out[i] = nodes[i] * hourly[i] * hours[i];
}

const Quantity monthly_vector_nodes = {
    .key = "monthly.vector_nodes",
    .title = "Vector store nodes",
    .help = "nodes that hold the index in memory",
    .unit = UNIT_MONEY_PER_MONTH,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e15,
    .formula = rent,
    .from = FROM([NODES] = NOW(store_nodes), [PRICE] = NOW(node_price),
                 [HOURS] = NOW(money_hours_per_month)),
    .part = PART_CORPUS,
    .adds_to = &cost_infrastructure,
};
