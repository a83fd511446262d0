/* corpus.c - the documents that answers rest on, and how many chunks they make.
 *
 * chunks = documents * tokens per document / (chunk tokens * (1 - overlap))
 *
 * A chunk begins (1 - overlap) of a chunk after the one before, so overlap makes
 * more of them. The corpus grows by a share a month: in month m it is that of the
 * launch times the level (1 + growth)^(m - 1); a share of it changes each month.
 * Documents, growth and change are facts about the world and belong to every
 * design; chunks belong to those that search.
 */
#include "models/model.h"

const Quantity corpus_documents = {
    .key = "corpus.documents",
    .title = "Documents",
    .help = "documents that answers rest on, at launch",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1e12,
    .prior = "5k..50k",
    .source = "assumption: the knowledge base of a mid-size company",
};

static const Quantity tokens_per_document = {
    .key = "corpus.tokens_per_document",
    .title = "Document length",
    .help = "tokens in a document, in the mean",
    .unit = UNIT_TOKENS,
    .min = 1,
    .max = 1e8,
    .prior = "800..4000 tok",
    .source = "one to five pages of 800 tokens (OpenAI embeddings guide)",
};

const Quantity corpus_growth = {
    .key = "corpus.growth",
    .title = "Corpus growth",
    .help = "growth of the number of documents from month to month",
    .unit = UNIT_SHARE_PER_MONTH,
    .min = -0.5,
    .max = 1,
    .prior = "0% /month",
    .source = "assumption: new documents replace old ones",
};

const Quantity corpus_change_rate = {
    .key = "corpus.change_rate",
    .title = "Change rate",
    .help = "share of the documents whose facts change in a month",
    .unit = UNIT_SHARE_PER_MONTH,
    .min = 0,
    .max = 1,
    .prior = "[1% /month, 5% /month, 20% /month]",
    .source = "apxml.com, RAG cost modelling (5%); the ends are assumptions",
};

const Quantity corpus_chunk_tokens = {
    .key = "corpus.chunk_tokens",
    .title = "Chunk length",
    .help = "tokens in a chunk",
    .unit = UNIT_TOKENS,
    .min = 1,
    .max = 1e6,
    .prior = "512 tok",
    .source = "middle of the defaults of file search tools: 300 to 1,024 (OpenAI, Azure, "
              "Bedrock, LlamaIndex, 2026)",
    .part = PART_CORPUS,
};

static const Quantity overlap = {
    .key = "corpus.overlap",
    .title = "Chunk overlap",
    .help = "share of a chunk that repeats the end of the one before",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 0.95,
    .prior = "15%",
    .source = "hypertrends.com, 2026 (15%); OpenAI file search uses 50%",
    .part = PART_CORPUS,
};

const Quantity corpus_top_k = {
    .key = "corpus.top_k",
    .title = "Chunks in the prompt",
    .help = "chunks that are put into the prompt",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1000,
    .prior = "5",
    .source = "between LlamaIndex (2) and OpenAI file search (20); 5 in "
              "mukandigroup.com, 2026",
    .part = PART_CORPUS,
};

enum { DOCUMENTS, PER_DOCUMENT, PER_CHUNK, OVERLAP };

FORMULA(chunks_at_launch)
{
    const double *documents = from[DOCUMENTS], *per_document = from[PER_DOCUMENT];
    const double *per_chunk = from[PER_CHUNK], *repeated = from[OVERLAP];

    for (size_t i = 0; i < LANES; i++)
        out[i] = documents[i] * per_document[i] / (per_chunk[i] * (1 - repeated[i]));
}

const Quantity corpus_first_chunks = {
    .key = "corpus.first_chunks",
    .title = "Chunks at launch",
    .help = "chunks that the build embeds and stores",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1e15,
    .formula = chunks_at_launch,
    .from = FROM([DOCUMENTS] = NOW(corpus_documents), [PER_DOCUMENT] = NOW(tokens_per_document),
                 [PER_CHUNK] = NOW(corpus_chunk_tokens), [OVERLAP] = NOW(overlap)),
    .part = PART_CORPUS,
};

FORMULA(product)
{
    const double *a = from[0], *b = from[1];

    for (size_t i = 0; i < LANES; i++)
        out[i] = a[i] * b[i];
}

enum { BEFORE, GROWTH, WHEN };

FORMULA(level)
{
    const double *before = from[BEFORE], *growth = from[GROWTH], month = *from[WHEN];

    for (size_t i = 0; i < LANES; i++)
        out[i] = month > 1 ? before[i] * (1 + growth[i]) : 1;
}

const Quantity corpus_level = {
    .key = "corpus.level",
    .title = "Corpus level",
    .help = "documents of this month over those at launch",
    .unit = UNIT_NUMBER,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e80,
    .formula = level,
    .from =
        FROM([BEFORE] = LAST(corpus_level), [GROWTH] = NOW(corpus_growth), [WHEN] = THIS_MONTH),
    .only_if = &corpus_growth,
    .absent = 1,
};

const Quantity corpus_chunks = {
    .key = "corpus.chunks",
    .title = "Chunks",
    .help = "passages in the search index",
    .unit = UNIT_NUMBER,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e15,
    .formula = product,
    .from = FROM(NOW(corpus_first_chunks), NOW(corpus_level)),
    .part = PART_CORPUS,
};

const Quantity corpus_changed_chunks = {
    .key = "corpus.changed_chunks",
    .title = "Changed chunks",
    .help = "chunks of changed documents, embedded and written again this month",
    .unit = UNIT_NUMBER,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e15,
    .formula = product,
    .from = FROM(NOW(corpus_chunks), NOW(knowledge_change_share)),
    .part = PART_CORPUS,
};

/* What a corpus that grows has of its chunks that it did not have a month ago. */
FORMULA(added_share_of)
{
    const double *growth = from[0];

    for (size_t i = 0; i < LANES; i++)
        out[i] = lane_max(0, growth[i] / (1 + growth[i]));
}

static const Quantity added_share = {
    .key = "corpus.added_share",
    .title = "Added share",
    .help = "share of a month's documents that are new in it, after the first month",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 1,
    .formula = added_share_of,
    .from = FROM(NOW(corpus_growth)),
    .part = PART_CORPUS,
};

enum { CHUNKS, ADDED, MONTH };

/* The build has paid for the chunks of month 1. */
FORMULA(added)
{
    const double *chunks = from[CHUNKS], *share = from[ADDED], month = *from[MONTH];

    for (size_t i = 0; i < LANES; i++)
        out[i] = month > 1 ? chunks[i] * share[i] : 0;
}

const Quantity corpus_added_chunks = {
    .key = "corpus.added_chunks",
    .title = "Added chunks",
    .help = "chunks of new documents, embedded and written this month",
    .unit = UNIT_NUMBER,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e15,
    .formula = added,
    .from =
        FROM([CHUNKS] = NOW(corpus_chunks), [ADDED] = NOW(added_share), [MONTH] = THIS_MONTH),
    .part = PART_CORPUS,
};

const Quantity tokens_context = {
    .key = "tokens.context",
    .title = "Retrieved context",
    .help = "tokens of the chunks that are put into the prompt",
    .unit = UNIT_TOKENS,
    .min = 0,
    .max = 1e15,
    .formula = product,
    .from = FROM(NOW(corpus_top_k), NOW(corpus_chunk_tokens)),
    .part = PART_CORPUS,
    .adds_to = &tokens_prompt,
};
