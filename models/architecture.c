/* architecture.c - the open model that is tuned and served.
 *
 * Its shape decides how much memory it takes, how many bytes a GPU reads for
 * each token and how much it computes. The priors are those of Llama 3.1 8B.
 *
 * The widths of the feed-forward parts follow from the parameters unless they are
 * stated. Of P parameters, A of them active, with k of E experts for a token, an expert
 * (in all layers) has (P - A) / (E - k), and what is not experts, both matrices of the
 * vocabulary or attention is the part that all tokens share. A layer has three matrices
 * of a width times the hidden size (SwiGLU).
 */
#include "models/model.h"

#define BILLION      1e9
#define MATRICES     3 /* of a feed-forward part                 */
#define VOCABULARIES 2 /* what tokens come in and go out through */

#define LLAMA_8B "Llama 3.1 8B (Lightning-AI/litgpt@2685705 litgpt/config.py, 2026-06-29)"

const Quantity model_parameters = {
    .key = "model.parameters",
    .title = "Parameters",
    .help = "weights of the model",
    .unit = UNIT_BILLION,
    .min = 0.01,
    .max = 1e4,
    .prior = "8.03 B",
    .source = LLAMA_8B,
};

FORMULA(all_of_them)
{
    const double *parameters = from[0];

    for (size_t i = 0; i < LANES; i++)
        out[i] = parameters[i];
}

const Quantity model_active_parameters = {
    .key = "model.active_parameters",
    .title = "Active parameters",
    .help = "weights that compute for one token: all, but in a mixture of experts",
    .unit = UNIT_BILLION,
    .min = 0.01,
    .max = 1e4,
    .from = FROM(NOW(model_parameters)),
    .formula = all_of_them,
};

const Quantity model_layers = {
    .key = "model.layers",
    .title = "Layers",
    .help = "transformer layers of the model",
    .unit = UNIT_NUMBER,
    .min = 1,
    .max = 1000,
    .prior = "32",
    .source = LLAMA_8B,
};

const Quantity model_hidden = {
    .key = "model.hidden",
    .title = "Hidden size",
    .help = "numbers that stand for a token between layers",
    .unit = UNIT_NUMBER,
    .min = 64,
    .max = 1e6,
    .prior = "4096",
    .source = LLAMA_8B,
};

const Quantity model_heads = {
    .key = "model.heads",
    .title = "Attention heads",
    .help = "attention heads of a layer",
    .unit = UNIT_NUMBER,
    .min = 1,
    .max = 4096,
    .prior = "32",
    .source = LLAMA_8B,
};

const Quantity model_kv_heads = {
    .key = "model.kv_heads",
    .title = "Key-value heads",
    .help = "heads whose keys and values are kept for each token",
    .unit = UNIT_NUMBER,
    .min = 0.1,
    .max = 4096,
    .prior = "8",
    .source = LLAMA_8B,
};

const Quantity model_head_dim = {
    .key = "model.head_dim",
    .title = "Head size",
    .help = "numbers of one key or value",
    .unit = UNIT_NUMBER,
    .min = 1,
    .max = 4096,
    .prior = "128",
    .source = LLAMA_8B,
};

const Quantity model_vocab = {
    .key = "model.vocab",
    .title = "Vocabulary",
    .help = "tokens that the model knows",
    .unit = UNIT_NUMBER,
    .min = 1,
    .max = 1e7,
    .prior = "128000",
    .source = LLAMA_8B,
    .part = PART_HOSTED,
};

/* --- mixtures of experts ------------------------------------------------------------ */

const Quantity model_experts = {
    .key = "model.experts",
    .title = "Experts",
    .help = "experts of a layer, of which each token uses some; 0 if it is no mixture",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1e5,
    .prior = "0",
    .source = "assumption: not a mixture of experts unless the model's entry says so",
    .part = PART_HOSTED,
};

const Quantity model_experts_per_token = {
    .key = "model.experts_per_token",
    .title = "Experts of a token",
    .help = "experts of a layer that compute for one token",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1e5,
    .prior = "0",
    .source = "assumption: not a mixture of experts unless the model's entry says so",
    .part = PART_HOSTED,
};

enum { PARAMETERS, ACTIVE, LAYERS, HIDDEN, EXPERTS, CHOSEN };

FORMULA(expert_ffn)
{
    const double *parameters = from[PARAMETERS], *active = from[ACTIVE];
    const double *layers = from[LAYERS], *hidden = from[HIDDEN];
    const double *experts = from[EXPERTS], *chosen = from[CHOSEN];

    for (size_t i = 0; i < LANES; i++) {
        double idle = lane_max(parameters[i] - active[i], 0) * BILLION;
        double each = idle / lane_max(experts[i] - chosen[i], 1);
        out[i] = experts[i] > 0 ? each / (MATRICES * layers[i] * hidden[i]) : 0;
    }
}

const Quantity model_expert_ffn = {
    .key = "model.expert_ffn",
    .title = "Width of an expert",
    .help = "numbers between the matrices of one expert",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1e12,
    .from = FROM([PARAMETERS] = NOW(model_parameters), [ACTIVE] = NOW(model_active_parameters),
                 [LAYERS] = NOW(model_layers), [HIDDEN] = NOW(model_hidden),
                 [EXPERTS] = NOW(model_experts), [CHOSEN] = NOW(model_experts_per_token)),
    .formula = expert_ffn,
    .part = PART_HOSTED,
};

/* --- what all tokens share ---------------------------------------------------------- */

FORMULA(attention_weights)
{
    const double *hidden = from[0], *heads = from[1], *kept = from[2], *dim = from[3];

    for (size_t i = 0; i < LANES; i++)
        out[i] = 2 * hidden[i] * dim[i] * (heads[i] + kept[i]);
}

const Quantity model_attention_weights = {
    .key = "model.attention_weights",
    .title = "Weights of attention",
    .help = "weights of the attention of one layer",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1e15,
    .from = FROM(NOW(model_hidden), NOW(model_heads), NOW(model_kv_heads), NOW(model_head_dim)),
    .formula = attention_weights,
    .part = PART_HOSTED,
};

enum { ALL, ROWS, WIDTH, ATTENTION, WORDS, MIXED, EXPERT_WIDTH };

FORMULA(ffn)
{
    const double *all = from[ALL], *layers = from[ROWS], *hidden = from[WIDTH];
    const double *attention = from[ATTENTION], *words = from[WORDS];
    const double *experts = from[MIXED], *expert = from[EXPERT_WIDTH];

    for (size_t i = 0; i < LANES; i++) {
        double matrices = MATRICES * layers[i] * hidden[i];
        double others = experts[i] * expert[i] * matrices + layers[i] * attention[i] +
                        VOCABULARIES * words[i] * hidden[i];
        out[i] = lane_max(all[i] * BILLION - others, 0) / matrices;
    }
}

const Quantity model_ffn = {
    .key = "model.ffn",
    .title = "Feed-forward width",
    .help = "numbers between the feed-forward matrices that all tokens use",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1e12,
    .from = FROM([ALL] = NOW(model_parameters), [ROWS] = NOW(model_layers),
                 [WIDTH] = NOW(model_hidden), [ATTENTION] = NOW(model_attention_weights),
                 [WORDS] = NOW(model_vocab), [MIXED] = NOW(model_experts),
                 [EXPERT_WIDTH] = NOW(model_expert_ffn)),
    .formula = ffn,
    .part = PART_HOSTED,
};
