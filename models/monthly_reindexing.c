/* monthly_reindexing.c - keeping the index true: changed and new documents.
 *
 * embedding = chunks * chunk tokens * embedding price, of a bought embedding model
 * writing   = chunks * write units of a chunk * write price
 *
 * once for the chunks of changed documents and once for those of new ones; the
 * units are those of chunks that are loaded (build), written or replace others
 * (store_writing.c). All chunks of a changed document are embedded again, whatever
 * the re-index policy: the policy decides when (knowledge.c), not how many.
 */
#include "models/model.h"

#define PER_MILLION 1e-6

const Quantity embedding_price = {
    .key = "embedding.price",
    .title = "Embedding price",
    .help = "price of embedding a million tokens",
    .unit = UNIT_MONEY_PER_MTOK,
    .min = 0,
    .max = 1000,
    .prior = "0.02..0.13 USD/Mtok",
    .source = "price lists of OpenAI, Cohere, Voyage, Google and Amazon (August 2026)",
    .part = PART_CORPUS,
};

enum { LIST, OWN };

FORMULA(paid)
{
    const double *list = from[LIST], *own = from[OWN];

    for (size_t i = 0; i < LANES; i++)
        out[i] = own[i] > 0 ? 0 : list[i];
}

const Quantity embedding_paid_price = {
    .key = "embedding.paid_price",
    .title = "Embedding price paid",
    .help = "what a million tokens are billed: nothing on a GPU of one's own",
    .unit = UNIT_MONEY_PER_MTOK,
    .min = 0,
    .max = 1000,
    .formula = paid,
    .from = FROM([LIST] = NOW(embedding_price), [OWN] = NOW(embedding_host)),
    .part = PART_CORPUS,
};

enum { CHUNKS, EACH, PRICE };

FORMULA(chunks_billed)
{
    const double *chunks = from[CHUNKS], *each = from[EACH], *price = from[PRICE];

    for (size_t i = 0; i < LANES; i++)
        out[i] = chunks[i] * each[i] * PER_MILLION * price[i];
}

#define EMBEDDING(chunks)                                                                      \
    FROM([CHUNKS] = NOW(chunks), [EACH] = NOW(corpus_chunk_tokens),                            \
         [PRICE] = NOW(embedding_paid_price))
#define WRITING(chunks, units)                                                                 \
    FROM([CHUNKS] = NOW(chunks), [EACH] = NOW(units), [PRICE] = NOW(store_write_price))

const Quantity build_first_embedding = {
    .key = "build.first_embedding",
    .title = "First embedding",
    .help = "embedding the documents there are at launch",
    .unit = UNIT_MONEY,
    .min = 0,
    .max = 1e15,
    .formula = chunks_billed,
    .from = EMBEDDING(corpus_first_chunks),
    .part = PART_CORPUS,
    .adds_to = &cost_build,
};

const Quantity build_first_writes = {
    .key = "build.first_writes",
    .title = "First writes",
    .help = "writing the chunks there are at launch to the store",
    .unit = UNIT_MONEY,
    .min = 0,
    .max = 1e15,
    .formula = chunks_billed,
    .from = WRITING(corpus_first_chunks, store_units_per_load),
    .part = PART_CORPUS,
    .adds_to = &cost_build,
};

const Quantity monthly_reembedding = {
    .key = "monthly.reembedding",
    .title = "Re-embedding",
    .help = "embedding changed documents again",
    .unit = UNIT_MONEY_PER_MONTH,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e15,
    .formula = chunks_billed,
    .from = EMBEDDING(corpus_changed_chunks),
    .part = PART_CORPUS,
    .adds_to = &cost_updates,
};

const Quantity monthly_rewriting = {
    .key = "monthly.rewriting",
    .title = "Re-writing",
    .help = "writing the chunks of changed documents to the store again",
    .unit = UNIT_MONEY_PER_MONTH,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e15,
    .formula = chunks_billed,
    .from = WRITING(corpus_changed_chunks, store_units_per_rewrite),
    .part = PART_CORPUS,
    .adds_to = &cost_updates,
};

const Quantity monthly_added_embedding = {
    .key = "monthly.added_embedding",
    .title = "Embedding of new documents",
    .help = "embedding the documents by which the corpus grew",
    .unit = UNIT_MONEY_PER_MONTH,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e15,
    .formula = chunks_billed,
    .from = EMBEDDING(corpus_added_chunks),
    .part = PART_CORPUS,
    .adds_to = &cost_updates,
};

const Quantity monthly_added_writing = {
    .key = "monthly.added_writing",
    .title = "Writing of new documents",
    .help = "writing the chunks by which the corpus grew to the store",
    .unit = UNIT_MONEY_PER_MONTH,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e15,
    .formula = chunks_billed,
    .from = WRITING(corpus_added_chunks, store_units_per_write),
    .part = PART_CORPUS,
    .adds_to = &cost_updates,
};
