/* bill_by_hand.h - four months of four designs in which everything that costs is
 * certain: the scenario, and its bill as a person with a pocket calculator gets it.
 *
 * P, R, F and C are the designs prompt, rag, finetune and combined. Money is in USD
 * to the cent. Quantities that the lines share:
 *
 *   requests n          30.4375 * 3217 = 97,917.4375, then 4% more each month:
 *                       101,834.135  105,907.5004  110,143.8004; together 415,802.8733
 *   prompt, tokens      P 613 + 1147 + 289 + 83 + 151 = 2283      R + 4 * 384 = 3819
 *                       F with 1147 * 0.2 = 229.4 of examples 1365.4
 *                       C + 3 * 384 = 2517.4
 *   generated, tokens   197 * 1.25 = 246.25
 *   chunks              64,000 * 861 / (384 * 0.875) = 164,000, then 5% more each month:
 *                       172,200  180,810  189,850.5
 *   bytes of a chunk    1536 * 4 * 1.5 + 500 = 9716, so 2 * 9.716 = 19.432 units a write
 *   an evaluation       160 * 1.75 = 280
 */
#ifndef TESTS_BILL_BY_HAND_H
#define TESTS_BILL_BY_HAND_H

static const char bill_by_hand[] =
    "scenario: 1\n"
    "name: a bill by hand\n"
    "money: { horizon: 4 months, discount_rate: 9% /year, hours_per_month: 720 h/month }\n"
    "run: { trials: 300 }\n"
    "traffic: { requests_per_day: 3217 /day, growth: 4% /month, peak_to_mean: 3.4 }\n"
    "tokens: { system: 613 tok, examples: 1147 tok, history: 289 tok, question: 83 tok,\n"
    "  pinned: 151 tok, output: 197 tok, reasoning: 25%, examples_saved: 80% }\n"
    "api: { input_price: 0.75 USD/Mtok, cached_price: 0.075 USD/Mtok,\n"
    "  output_price: 4.50 USD/Mtok, cached_share: 70%, batch_share: 15%, retry_share: 2%,\n"
    "  price_change: -3% /month }\n"
    "corpus: { documents: 64000, tokens_per_document: 861 tok, growth: 5% /month,\n"
    "  change_rate: 9.75% /month, chunk_tokens: 384 tok, overlap: 12.5%, top_k: 4,\n"
    "  reindex: weekly, recall: 90%, faithfulness: 80%, behaviour_fixed: 5% }\n"
    "embedding: { price: 1.30 USD/Mtok, dims: 1536, bytes_per_component: 4 B }\n"
    "store: { storage_price: 2.50 USD/GB/month, read_price: 16 USD/M, write_price: 40 USD/M,\n"
    "  index_overhead: 50%, metadata: 500 B, read_units: 3, read_units_per_gb: 2,\n"
    "  write_units: 5, write_units_per_kb: 2, minimum: 25 USD/month }\n"
    "rerank: { price: 2 USD/1000, recovers: 30% }\n"
    "model: { parameters: 8 B, layers: 32, hidden: 4096 }\n"
    "training: { method: lora, examples: 2400, tokens_per_example: 3500 tok, epochs: 4,\n"
    "  minutes_per_example: 6 min, review_share: 10%, pass_chance: 100%, attempt_hours: 5 h,\n"
    "  gpu_peak_tflops: 121 TFLOPS, gpu_memory: 12 GB, gpu_price: 6.40 USD/h, mfu: 30%,\n"
    "  policy: calendar, refresh_share: 15%, redeployment_hours: 7 h, facts_learned: 12%,\n"
    "  most_behaviour: 75%, example_quality: 0.9, example_scale: 1080 }\n"
    "gpu: { price: 1.37 USD/h, price_change: -2% /month }\n"
    "serving: { gpus_per_replica: 2 }\n"
    "labour: { engineer_rate: 112.50 USD/h, expert_rate: 87 USD/h, hours_per_week: 35 }\n"
    "build: { overrun: 25%, evaluation_set_hours: 36 h, evaluation_experts_hours: 22 h,\n"
    "  integration_hours: 52 h, deployment_hours: 44 h, prompt_engineering_hours: 38 h,\n"
    "  ingestion_hours: 63 h, retrieval_tuning_hours: 41 h, dataset_hours: 58 h,\n"
    "  infrastructure_hours: 14 h, interplay_hours: 47 h }\n"
    "launch: { engineers: 2, experts: 3, cost_per_week: 450 USD/week }\n"
    "evaluation: { questions: 160, judgement_price: 1.75 USD, runs: 2 /month }\n"
    "upkeep: { api_hours: 5 h/month, corpus_hours: 11 h/month, tuned_hours: 17 h/month,\n"
    "  tuned_expert_hours: 3 h/month, serving_hours: 13 h/month }\n"
    "orchestration: { servers: 3, price: 0.21 USD/h }\n"
    "logging: { bytes_per_token: 6 B, price: 1.50 USD/GB, monitoring: 140 USD/month }\n"
    "gaps: { knowledge: 34%, behaviour: 12% }\n"
    "quality: { share_on_changing_facts: 23%, interaction: -2%,\n"
    "  cost_per_bad_answer: 0.06 USD }\n"
    "designs:\n"
    "  prompt: { api.minimum: 150 USD/month, api.batch_input_price: 0.30 USD/Mtok,\n"
    "    api.batch_output_price: 2.10 USD/Mtok }\n"
    "  rag: { api.minimum: 290 USD/month }\n"
    "  finetune: { training.interval: 2 months, training.lead_time: 0.5 months,\n"
    "    serving.rate_per_replica: 0.065 /s, serving.min_replicas: 1,\n"
    "    serving.spare_replicas: 1 }\n"
    "  combined: { corpus.top_k: 3, store.minimum: 60 USD/month, store.read_units: 5,\n"
    "    training.interval: 1.5 months, training.method: qlora, training.unpacking: 1.25,\n"
    "    knowledge.index_share: 60%, serving.rate_per_replica: 0.0325 /s,\n"
    "    serving.min_replicas: 5, serving.spare_replicas: 0 }\n";

enum { MONTHS = 4 };
enum { P = 1, R = 2, F = 4, C = 8, ALL = 15 };
static const char *const names[] = { "prompt", "rag", "finetune", "combined" };

/* What a quantity is in some designs: each month, or once. */
typedef struct {
    unsigned designs;
    const char *key;
    double byhand[MONTHS];
} Row;

static const Row rows[] = {
    /* Phases: hours * 112.50 * 1.25 = hours * 140.625; experts' hours * 87 * 1.25 = 108.75 */
    { ALL, "build.evaluation_set", { 5062.50 } },      /* 36 */
    { ALL, "build.evaluation_experts", { 2392.50 } },  /* 22 */
    { ALL, "build.integration", { 7312.50 } },         /* 52 */
    { ALL, "build.deployment", { 6187.50 } },          /* 44 */
    { P, "build.prompt_engineering", { 5343.75 } },    /* 38 */
    { R | C, "build.ingestion", { 8859.375 } },        /* 63 */
    { R | C, "build.retrieval_tuning", { 5765.625 } }, /* 41 */
    { F | C, "build.dataset", { 8156.25 } },           /* 58 */
    { F | C, "build.infrastructure", { 1968.75 } },    /* 14 */
    { C, "build.interplay", { 6609.375 } },            /* 47 */

    /* Curation: 2400 * 6 / 60 * 1.1 = 264 h; * 87. It has no overrun. */
    { F | C, "build.example_curation", { 22968.00 } },

    /* An attempt reads 2400 * 3500 * 4 = 33.6e6 tokens. lora: 4 * 8e9 + 5 * 32 * 4096 * 3500
     * = 34.29376e9 operations a token, 1.152270e18 in all; at 121e12 * 0.3 a second
     * 8.817496 h * 6.40. qlora: 1.25 as much, 11.021870 h. The chance to pass is 1: one
     * attempt, with 5 h * 112.50 and an evaluation. */
    { F, "build.training_compute", { 56.43 } },
    { C, "build.training_compute", { 70.54 } },
    { F | C, "build.training_labour", { 562.50 } },
    { F | C, "build.training_evaluation", { 280.00 } },

    /* 164,000 chunks of 384 tokens at 1.30 a million; of 19.432 units at 40 a million */
    { R | C, "build.first_embedding", { 81.87 } },
    { R | C, "build.first_writes", { 127.47 } },

    /* Weeks to launch: the longer of engineer hours * 1.25 / 70 and expert hours / 105, and
     * an attempt of GPU hours / GPUs / 168 + 5 / 35. GPUs: 16 GB of 12 for lora: 2; 4.8 GB
     * for qlora: 1. P 170 * 1.25 / 70 = 3.035714   R 236 * 1.25 / 70 = 4.214286
     * F 204 * 1.25 / 70 = 3.642857 (286 / 105 = 2.7) + 0.026243 + 0.142857 = 3.811957
     * C 355 * 1.25 / 70 = 6.339286 + 0.065606 + 0.142857 = 6.547749; all * 450 */
    { P, "build.delay", { 1366.07 } },
    { R, "build.delay", { 1896.43 } },
    { F, "build.delay", { 1715.38 } },
    { C, "build.delay", { 2946.49 } },

    /* API: 1.02 n calls. Of 613 + 1147 + 151 = 1911 tokens 70% = 1337.7 are cached, so P pays
     * 945.3 and R 2481.3 tokens in full. 15% are in batches: P 0.85 * 0.75 + 0.15 * 0.30 =
     * 0.6825 in and 0.85 * 4.50 + 0.15 * 2.10 = 4.14 out a million; R, where batches have half
     * the price, 0.69375 and 4.1625. With 4% more calls at 3% less, a month is 1.0088 times
     * the last. Month 1 is 0.09987578625 million calls * 945.3 * 0.6825, and so on; the
     * sums of R, 284.32 286.82 289.35 291.89, are below its minimum of 290 in three months;
     * those of P, from 176.28 on, are above its 150. */
    { P, "monthly.api_input", { 64.44, 65.00, 65.58, 66.15 } },
    { R, "monthly.api_input", { 171.93, 173.44, 174.97, 176.51 } },
    { P | R, "monthly.api_cached", { 10.02, 10.11, 10.20, 10.29 } },
    { P, "monthly.api_output", { 101.82, 102.72, 103.62, 104.53 } },
    { R, "monthly.api_output", { 102.37, 103.28, 104.18, 105.10 } },
    { P, "monthly.api_minimum", { 0, 0, 0, 0 } },
    { R, "monthly.api_minimum", { 5.68, 3.18, 0.65, 0 } },

    /* Nothing is said of how long caches last. */
    { P | R, "monthly.api_cache_writes", { 0, 0, 0, 0 } },

    /* Peak 3217 / 86,400 * 3.4 = 0.126595 a second, then 0.131659 0.136925 0.142402. F: over
     * 0.065 1.95 2.03 2.11 2.19, so 2 3 3 3 and a spare one. C: over 0.0325 3.90 4.05 4.21
     * 4.38, so 5 at least. A replica: 2 * 720 * 1.37 = 1972.80, 2% less each month. */
    { F, "monthly.serving_gpus", { 5918.40, 7733.38, 7578.71, 7427.13 } },
    { C, "monthly.serving_gpus", { 9864.00, 9666.72, 9473.39, 9283.92 } },

    /* n * 83 * 1.30 a million; n * 2 a thousand */
    { R | C, "monthly.query_embedding", { 10.57, 10.99, 11.43, 11.88 } },
    { R | C, "monthly.rerank", { 195.83, 203.67, 211.815, 220.29 } },

    /* 1.593424 GB, 5% more each month, * 2.50; R reads 2 units a GB, 3.186848 (more than 3),
     * C 5 (more than 2 a GB); n * units * 16 a million. With the writes below, R comes to
     * 21.41 29.06 30.74 32.53 where 25 is the least, C to 24.25 31.75 33.26 34.84 of 60. */
    { R | C, "monthly.vector_storage", { 3.98, 4.18, 4.39, 4.61 } },
    { R, "monthly.vector_reads", { 4.99, 5.45, 5.95, 6.50 } },
    { C, "monthly.vector_reads", { 7.83, 8.15, 8.47, 8.81 } },
    { R, "monthly.vector_minimum", { 3.59, 0, 0, 0 } },
    { C, "monthly.vector_minimum", { 35.75, 28.25, 26.74, 25.16 } },

    /* The store bills no egress and has no nodes, and the embedding model does not end. */
    { R | C, "monthly.vector_egress", { 0, 0, 0, 0 } },
    { R | C, "monthly.vector_nodes", { 0, 0, 0, 0 } },
    { R | C, "monthly.whole_reembedding", { 0, 0, 0, 0 } },

    /* 9.75% of the chunks change: 15,990 in month 1, then 16,789.5 17,628.975 18,510.424; a
     * chunk is embedded for 384 * 1.30e-6 = 0.0004992 and written for 0.00077728. The index
     * grows by 0 8200 8610 9040.5. */
    { R | C, "monthly.reembedding", { 7.98, 8.38, 8.80, 9.24 } },
    { R | C, "monthly.rewriting", { 12.43, 13.05, 13.70, 14.39 } },
    { R | C, "monthly.added_embedding", { 0, 4.09, 4.30, 4.51 } },
    { R | C, "monthly.added_writing", { 0, 6.37, 6.69, 7.03 } },

    /* 3 * 0.21 * 720; 140 + n * (prompt + 246.25) * 6 bytes * 1.50e-9 */
    { ALL, "monthly.orchestration", { 453.60, 453.60, 453.60, 453.60 } },
    { P, "monthly.logging", { 142.23, 142.32, 142.41, 142.51 } },
    { R, "monthly.logging", { 143.58, 143.73, 143.87, 144.03 } },
    { F, "monthly.logging", { 141.42, 141.48, 141.54, 141.60 } },
    { C, "monthly.logging", { 142.44, 142.53, 142.63, 142.74 } },

    /* A retrain: 0.15 * 22,968 + computing + 562.50 + 280 + 7 * 112.50 = 5075.20 + computing.
     * F, every 2 months: in months 2 and 4. C, every 1.5 months: at 1.5 and 3.0. */
    { F, "monthly.retraining", { 0, 5131.63, 0, 5131.63 } },
    { C, "monthly.retraining", { 0, 5145.74, 5145.74, 0 } },

    /* Own base models have no end, and nobody asks for other behaviour. */
    { F | C, "monthly.forced_retunes", { 0, 0, 0, 0 } },

    /* Hours * 112.50 (experts 87): 5, 11, 17, 3, 13; two evaluations */
    { P | R, "monthly.api_upkeep", { 562.50, 562.50, 562.50, 562.50 } },
    { R | C, "monthly.corpus_upkeep", { 1237.50, 1237.50, 1237.50, 1237.50 } },
    { F | C, "monthly.tuned_upkeep", { 1912.50, 1912.50, 1912.50, 1912.50 } },
    { F | C, "monthly.tuned_expert_upkeep", { 261, 261, 261, 261 } },
    { F | C, "monthly.serving_upkeep", { 1462.50, 1462.50, 1462.50, 1462.50 } },
    { ALL, "monthly.evaluation", { 560, 560, 560, 560 } },

    /* Stale shares. In the weights 1 - 0.9025^age = 1 - 0.95^(2 age): 0.05 0.0975 0.142625
     * 0.226219 at the ages 0.5 1 1.5 2.5. 1 - 0.9025^2 = 0.185494. The mean of a month is
     * that of its two ends:
     *   F (new models are half a month old) 0.04875, (0.0975 + 0.185494) / 2 = 0.141497,
     *     (0.05 + 0.142625) / 2 = 0.096313, (0.142625 + 0.226219) / 2 = 0.184422
     *   C 0.04875, half of (0.0975 + 0.142625) / 2 and half of 0.05 / 2 = 0.072531,
     *     (0.05 + 0.142625) / 2 = 0.096313, 0.04875
     * In an index of the week 0.0975 * 84 / 730.5 = 0.0112115. C answers 60% from it:
     *     0.026227 0.035739 0.045252 0.026227
     * Facts put right: R (1 - 0.1 * 0.7) * 0.8 = 0.744; F 0.12; C 1 - 0.256 * 0.88 = 0.77472.
     * Behaviour: R 0.05; F 0.75 * (1 - exp(-2400 * 0.9 / 1080)) = 0.648499; C 0.666074.
     * Bad facts 0.34 * (1 - put right) + 0.23 * stale; bad behaviour 0.12 * (1 - put right):
     *   P 0.34     0.12      good 0.66 * 0.88 = 0.5808
     *   R 0.089619 0.114     good 0.806598
     *   F 0.310413 0.331744 0.321352 0.341617   0.042180   good 0.660501 0.640069 0.650023
     *     0.630612
     *   C 0.082627 0.084815 0.087003 0.082627   0.040071   less 0.02, good 0.860612 0.858512
     *     0.856412 0.860612
     * n * (1 - good) * 0.06: */
    { P, "monthly.bad_answers", { 2462.82, 2561.33, 2663.79, 2770.34 } },
    { R, "monthly.bad_answers", { 1136.25, 1181.70, 1228.96, 1278.12 } },
    { F, "monthly.bad_answers", { 1994.57, 2199.20, 2223.91, 2441.15 } },
    { C, "monthly.bad_answers", { 818.91, 864.50, 912.42, 921.16 } },

    /* Totals: sums of the lines above, from unrounded ones */
    { P, "cost.build", { 27664.82 } },
    { R, "cost.build", { 37685.77 } },
    { F, "cost.build", { 56662.31 } },
    { C, "cost.build", { 79351.24 } },
    /* api_*, serving_gpus, query_embedding, rerank */
    { P, "cost.inference", { 176.28, 177.83, 179.39, 180.97 } },
    { R, "cost.inference", { 496.40, 504.66, 513.24, 524.07 } },
    { F, "cost.inference", { 5918.40, 7733.38, 7578.71, 7427.13 } },
    { C, "cost.inference", { 10070.40, 9881.38, 9696.63, 9516.09 } },
    /* vector_*, orchestration, logging */
    { P, "cost.infrastructure", { 595.83, 595.92, 596.01, 596.11 } },
    { R, "cost.infrastructure", { 609.75, 606.96, 607.82, 608.74 } },
    { F, "cost.infrastructure", { 595.02, 595.08, 595.14, 595.20 } },
    { C, "cost.infrastructure", { 643.61, 636.71, 635.84, 634.92 } },
    /* reembedding, rewriting, added_*, retraining */
    { P, "cost.updates", { 0, 0, 0, 0 } },
    { R, "cost.updates", { 20.41, 31.90, 33.49, 35.17 } },
    { F, "cost.updates", { 0, 5131.63, 0, 5131.63 } },
    { C, "cost.updates", { 20.41, 5177.64, 5179.23, 35.17 } },
    /* *_upkeep, evaluation */
    { P, "cost.people", { 1122.50, 1122.50, 1122.50, 1122.50 } },
    { R, "cost.people", { 2360.00, 2360.00, 2360.00, 2360.00 } },
    { F, "cost.people", { 4196.00, 4196.00, 4196.00, 4196.00 } },
    { C, "cost.people", { 5433.50, 5433.50, 5433.50, 5433.50 } },
    /* bad_answers */
    { P, "cost.failures", { 2462.82, 2561.33, 2663.79, 2770.34 } },
    { R, "cost.failures", { 1136.25, 1181.70, 1228.96, 1278.12 } },
    { F, "cost.failures", { 1994.57, 2199.20, 2223.91, 2441.15 } },
    { C, "cost.failures", { 818.91, 864.50, 912.42, 921.16 } },
    /* inference + infrastructure + updates + people */
    { P, "cost.cash", { 1894.61, 1896.25, 1897.90, 1899.58 } },
    { R, "cost.cash", { 3486.56, 3503.52, 3514.56, 3527.98 } },
    { F, "cost.cash", { 10709.42, 17656.09, 12369.84, 17349.96 } },
    { C, "cost.cash", { 16167.92, 21129.22, 20945.20, 15619.68 } },
    /* cash + failures */
    { P, "cost.monthly", { 4357.43, 4457.58, 4561.69, 4669.92 } },
    { R, "cost.monthly", { 4622.81, 4685.21, 4743.52, 4806.10 } },
    { F, "cost.monthly", { 12704.00, 19855.28, 14593.76, 19791.11 } },
    { C, "cost.monthly", { 16986.83, 21993.72, 21857.62, 16540.84 } },
    /* build + the four months */
    { P, "cost.total", { 45711.43 } },
    { R, "cost.total", { 56543.41 } },
    { F, "cost.total", { 123606.46 } },
    { C, "cost.total", { 156730.26 } },
    { P, "cost.cash_total", { 35253.16 } },
    { R, "cost.cash_total", { 51718.38 } },
    { F, "cost.cash_total", { 114747.63 } },
    { C, "cost.cash_total", { 153213.27 } },
    /* months times 1.09^(-m/12): 0.992844 0.985740 0.978686 0.971683 */
    { P, "cost.npv", { 45387.22 } },
    { R, "cost.npv", { 56206.32 } },
    { F, "cost.npv", { 122360.93 } },
    { C, "cost.npv", { 155360.80 } },
    /* cash total / 415.8028733 */
    { P, "cost.per_1000_requests", { 84.78 } },
    { R, "cost.per_1000_requests", { 124.38 } },
    { F, "cost.per_1000_requests", { 275.97 } },
    { C, "cost.per_1000_requests", { 368.48 } },
    /* cash total / thousands of good answers: P 241.498309 R 335.385716 F 268.155653
     * C 357.186391 */
    { P, "cost.per_1000_good_answers", { 145.98 } },
    { R, "cost.per_1000_good_answers", { 154.21 } },
    { F, "cost.per_1000_good_answers", { 427.91 } },
    { C, "cost.per_1000_good_answers", { 428.94 } },
};

#endif
