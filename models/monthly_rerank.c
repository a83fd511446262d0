/* monthly_rerank.c - scoring the candidates of each search again.
 *
 * cost = requests * (1 - cache hits) * price of one re-ranking
 *
 * Some vendors bill searches: one is a query with so many documents at most, and
 * a document longer than so many tokens counts as several. Others bill tokens,
 * the question once with every candidate:
 *
 *   documents = candidates * ceil(chunk tokens / tokens of a document)
 *   price     = ceil(documents / documents of a search) * price of a search
 *               + candidates * (question + chunk tokens) * token price
 *
 * Cohere: 100 documents a search, documents of some 500 tokens (price list, June
 * 2026); Voyage: tokens (price list, August 2026). Unless an entry of the catalogue
 * says so, a re-ranking is one search. A re-ranker of one's own is billed for neither.
 */
#include "models/encoder_work.h"
#include "models/model.h"

#define PER_MILLION  1e-6
#define PER_THOUSAND 1e-3

static const Quantity search_price = {
    .key = "rerank.price",
    .title = "Re-ranking price",
    .help = "price of scoring the candidates of 1,000 searches again",
    .unit = UNIT_MONEY_PER_1000,
    .min = 0,
    .max = 1e5,
    .prior = "0.6..2 USD/1000",
    .source = "50 candidates of 500 tokens at Voyage rerank-2.5-lite (0.6) to a Cohere "
              "search (2), price lists of August 2026",
    .part = PART_RERANK,
};

static const Quantity token_price = {
    .key = "rerank.token_price",
    .title = "Re-ranking price of tokens",
    .help = "price of a million tokens of candidates and questions, where tokens are billed",
    .unit = UNIT_MONEY_PER_MTOK,
    .min = 0,
    .max = 1000,
    .prior = "0 USD/Mtok",
    .source = "assumption: searches are billed",
    .part = PART_RERANK,
};

const Quantity rerank_candidates = {
    .key = "rerank.candidates",
    .title = "Candidates",
    .help = "chunks that a search hands to the re-ranker",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1e5,
    .prior = "50",
    .source = "assumption: ten times what the prompt takes; anthropic.com, contextual "
              "retrieval (2024) has 150",
    .part = PART_RERANK,
    .absent = 0,
};

static const Quantity documents_per_search = {
    .key = "rerank.documents_per_search",
    .title = "Documents per search",
    .help = "documents that are billed as one search at most",
    .unit = UNIT_NUMBER,
    .min = 1,
    .max = 1e9,
    .prior = "1000000000",
    .source = "assumption: any number; catalogue entries say what a vendor counts",
    .part = PART_RERANK,
};

static const Quantity document_tokens = {
    .key = "rerank.document_tokens",
    .title = "Tokens of a document",
    .help = "tokens up to which a chunk is billed as one document",
    .unit = UNIT_TOKENS,
    .min = 1,
    .max = 1e9,
    .prior = "1000000000 tok",
    .source = "assumption: any length; catalogue entries say what a vendor counts",
    .part = PART_RERANK,
};

enum { CANDIDATES, CHUNK, PIECE, PER_SEARCH };

FORMULA(billed_searches)
{
    const double *candidates = from[CANDIDATES], *chunk = from[CHUNK];
    const double *piece = from[PIECE], *per_search = from[PER_SEARCH];

    for (size_t i = 0; i < LANES; i++) {
        double pieces = lane_max(1, lane_ceil(chunk[i] / piece[i] * (1 - 1e-12)));
        double searches = candidates[i] * pieces / per_search[i];
        out[i] = lane_max(1, lane_ceil(searches * (1 - 1e-12)));
    }
}

static const Quantity rerank_searches = {
    .key = "rerank.searches",
    .title = "Billed searches",
    .help = "searches that one re-ranking is billed as",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1e15,
    .formula = billed_searches,
    .from = FROM([CANDIDATES] = NOW(rerank_candidates), [CHUNK] = NOW(corpus_chunk_tokens),
                 [PIECE] = NOW(document_tokens), [PER_SEARCH] = NOW(documents_per_search)),
    .part = PART_RERANK,
};

enum { SEARCHES, SEARCH_PRICE, RANKED, QUESTION, PASSAGE, TOKEN_PRICE, OWN };

FORMULA(price_of_one)
{
    const double *searches = from[SEARCHES], *each = from[SEARCH_PRICE];
    const double *ranked = from[RANKED], *question = from[QUESTION];
    const double *passage = from[PASSAGE], *per_million = from[TOKEN_PRICE];
    const double *own = from[OWN];

    for (size_t i = 0; i < LANES; i++) {
        double price =
            searches[i] * PER_THOUSAND * each[i] +
            rerank_tokens(ranked[i], question[i], passage[i]) * PER_MILLION * per_million[i];
        out[i] = own[i] > 0 ? 0 : price;
    }
}

static const Quantity rerank_each = {
    .key = "rerank.price_per_request",
    .title = "Price of a re-ranking",
    .help = "price of scoring the candidates of one question again",
    .unit = UNIT_MONEY,
    .min = 0,
    .max = 1e9,
    .formula = price_of_one,
    .from = FROM([SEARCHES] = NOW(rerank_searches), [SEARCH_PRICE] = NOW(search_price),
                 [RANKED] = NOW(rerank_candidates), [QUESTION] = NOW(tokens_question),
                 [PASSAGE] = NOW(corpus_chunk_tokens), [TOKEN_PRICE] = NOW(token_price),
                 [OWN] = NOW(rerank_host)),
    .part = PART_RERANK,
};

enum { REQUESTS, HITS, EACH };

FORMULA(rerank)
{
    const double *requests = from[REQUESTS], *hits = from[HITS], *each = from[EACH];

    for (size_t i = 0; i < LANES; i++)
        out[i] = requests[i] * (1 - hits[i]) * each[i];
}

const Quantity monthly_rerank = {
    .key = "monthly.rerank",
    .title = "Re-ranking",
    .help = "scoring the candidates of each search again",
    .unit = UNIT_MONEY_PER_MONTH,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e15,
    .formula = rerank,
    .from = FROM([REQUESTS] = NOW(traffic_requests), [HITS] = NOW(cache_hit_share),
                 [EACH] = NOW(rerank_each)),
    .part = PART_RERANK,
    .adds_to = &cost_inference,
};
