/* step_time.h - how long one step of a serving engine takes, from what the step does.
 *
 * A step reads T = p + b tokens: p of prompts and one each of b requests that are being
 * answered. On n GPUs that share every layer it takes
 *
 *   overheads + linear(T) + head(s) + prompt attention + cache reading + exchange(T)
 *
 * Linear layers and the head (of s sampled tokens) are a smooth roofline,
 * (arithmetic^k + reading^k)^(1/k), which is close to the larger of the two. A mixture of
 * experts computes with its active experts and reads those that T tokens touch between
 * them, (1 - (1 - active / experts)^T) of all. Each layer exchanges its sums twice
 * between the GPUs: a latency and a transfer, put together in the same way.
 *
 * Time is linear in the keys and values that are read, so m steps with the same requests,
 * each of whose contexts grows by one a step, have a sum in closed form.
 *
 * Bits do not depend on the processor or on the compiler. Layers have three
 * multiplications in their feed-forward part (SwiGLU), as open models have since 2023.
 */
#ifndef SIM_SERVING_STEP_TIME_H
#define SIM_SERVING_STEP_TIME_H

#include <stddef.h>

/* The shape of a model. Counts may be fractions: latent attention keeps as much as a
 * fraction of a head. */
typedef struct {
    double layers;
    double hidden;   /* numbers that a token is between layers            */
    double heads;    /* that ask, in attention                            */
    double kv_heads; /* whose keys and values are kept                    */
    double head_dim; /* numbers of a head                                 */
    double ffn;      /* width of the feed-forward part of all tokens; 0 where
                        experts are all there is                          */
    double vocab;    /* tokens that the head chooses from                 */
    double experts;  /* of a layer; 0: not a mixture                      */
    double experts_per_token;
    double expert_ffn;   /* width of one expert                               */
    double weight_bytes; /* of a weight of the layers; the head has two       */
    double cache_bytes;  /* of a key or a value                               */
} ServedModel;

/* GPUs, and the share of their peaks that kernels reach. */
typedef struct {
    double count;                 /* GPUs that share every layer                        */
    double flops;                 /* operations/s of one GPU in the weights' precision  */
    double flops_16;              /* operations/s in 16 bits: attention and head        */
    double bandwidth;             /* bytes/s from memory, of one GPU                    */
    double link;                  /* bytes/s to the other GPUs, of one GPU              */
    double compute_efficiency;    /* share of flops that large multiplications reach    */
    double read_efficiency;       /* share of bandwidth that reading weights reaches    */
    double sharpness;             /* k of the roofline: 1 is the sum, infinity the larger */
    double prompt_efficiency;     /* share of flops_16 that attention to prompts reaches */
    double cache_efficiency;      /* share of bandwidth that reading the cache reaches  */
    double link_efficiency;       /* share of link that a large exchange reaches        */
    double exchange_latency;      /* s, of an exchange of nothing between two: + per_doubling */
    double exchange_per_doubling; /* s more for twice as many GPUs                    */
    double exchange_sharpness;    /* k of latency and transfer; below 1 worse than the sum */
} ServingGpus;

/* What an engine takes besides. */
typedef struct {
    double step;     /* s of every step                                    */
    double layer;    /* s of every layer of a step                         */
    double sequence; /* s of a step for every request that is answered     */
    double prompt;   /* s of a step that reads prompts                     */
    double request;  /* s of a request before and after the engine: it delays its own
                        tokens and nobody else's                           */
} EngineOverheads;

/* Two times that overlap: (x^k + y^k)^(1/k). */
typedef struct {
    double k, inverse;
} Overlap;

/* The above, worked out for speed. In seconds. */
typedef struct {
    double fixed;            /* of every step                                     */
    double sequence, prompt; /* as in EngineOverheads                             */
    double request;
    double token;             /* arithmetic of the linear layers, a token          */
    double weights;           /* reading what every step reads                     */
    double experts;           /* reading all experts                               */
    double log_untouched;     /* log of the share of experts that a token leaves alone;
                                 0: not a mixture                                  */
    double sampled, head;     /* arithmetic of the head, a token; reading the head */
    double attention;         /* a pair of tokens of a prompt                      */
    double cached;            /* reading the keys and values of a token            */
    double exchanges;         /* of a step; 0 on one GPU                           */
    double latency, transfer; /* of an exchange; and of a token in it              */
    Overlap roofline, exchange;
} StepTime;

/* What a step does. */
typedef struct {
    double prompt;   /* tokens of prompts that are read                              */
    double pairs;    /* sum of 2 c (2 before + c) over pieces of c prompt tokens that come
                        after `before` others                                        */
    double answered; /* requests that get one more token                             */
    double context;  /* tokens that these have so far, together                      */
    double sampled;  /* tokens that the head makes: answered, and prompts that end    */
} StepWork;

/* Numbers are positive and finite, or 0 where that has a meaning. */
StepTime step_time_make(const ServedModel *model, const ServingGpus *gpus,
                        const EngineOverheads *overheads);

/* Seconds of one step; nothing done takes no time. */
double step_time(const StepTime *step, const StepWork *work);

/* The part of a step that reading T tokens takes, whichever they are: linear layers and
 * exchanges; and the part of the head. */
double step_tokens(const StepTime *step, double tokens);
double step_head(const StepTime *step, double sampled);

/* seconds[b] = a step that gives b requests their next token, without reading their
 * contexts, for b = 0 .. count - 1. */
void step_answering(const StepTime *step, double *seconds, size_t count);

/* head[s] = step_head() of s = 0 .. count - 1. */
void step_heads(const StepTime *step, double *head, size_t count);

/* Seconds of `steps` steps in a row with the same b requests: `first` is the first of
 * them, and each takes `growth` (b times `cached`) longer than the one before. */
static inline double step_run(double first, double growth, double steps)
{
    return steps * (first + 0.5 * growth * (steps - 1));
}

/* The least time that the GPUs' peaks allow for a step: reading and arithmetic at full
 * speed, whichever is longer. */
double step_light(const ServedModel *model, const ServingGpus *gpus, const StepWork *work);

#endif
