/* capacity.c - mean values of a steady load. */
#include "sim/serving/capacity.h"

#include <math.h>

#include "sim/base/vmath.h"

#define ROUNDS    40   /* of the search for a batch, at most         */
#define TOLERANCE 1e-9 /* of it, as a share of the largest batch     */
#define FEW       1e-6 /* prompts in a step: one comes alone         */

double capacity_cache(const ServedModel *model, double gpus, double memory, double share,
                      double reserve, double weights)
{
    double heads = lane_max(model->kv_heads, gpus * lane_min(model->kv_heads, 1));
    double token = 2 * model->layers * heads * model->head_dim * model->cache_bytes;

    return (gpus * (memory * share - reserve) - weights) / token;
}

/* What a step with b requests in it comes to. */
typedef struct {
    double step;       /* s that gives each a token           */
    double reading;    /* s that a prompt adds to the steps   */
    double first_step; /* s of the steps that read a prompt   */
    double token_time;
} Point;

/* Prompts in a step that reads any: as many come in a step as answers end in one, by chance,
 * and those that waited for others, while the step has room for them. */
static double prompts_together(const ServingLoad *load, double batch)
{
    double in_a_step = (batch - 1) / load->output;
    double some = 1 - lane_exp(-in_a_step);

    double together = (in_a_step > FEW ? in_a_step / some : 1) + load->wait * in_a_step;
    double own = lane_max(load->input - load->hit, 1);

    return lane_clamp((load->budget - batch) / own, 1, together);
}

static Point point_at(const StepTime *step, const ServingLoad *load, double batch)
{
    double b = lane_max(batch, 1), own = lane_max(load->input - load->hit, 1);
    double before = load->input - own, context = b * (load->input + load->output / 2);
    double together = prompts_together(load, b);
    double prompts = own * together;
    double pieces = lane_max(lane_ceil(own / lane_max(load->budget - b, 1)), 1);
    StepWork answer = { .answered = b, .context = context, .sampled = b };
    StepWork read = {
        .prompt = prompts / pieces,
        .pairs = 2 * prompts * (2 * before + own) / pieces,
        .answered = b,
        .context = context,
        .sampled = b + together / pieces,
    };
    Point point = { .step = step_time(step, &answer) };

    point.first_step = pieces * step_time(step, &read);
    point.reading = (point.first_step - pieces * point.step) / together;
    point.token_time = point.step + (b - 1) / load->output * point.reading;
    return point;
}

/* Seconds in the engine until the first token: until a step ends, and the next one. */
static double first_token(const ServingLoad *load, const Point *point, double batch)
{
    double in_step = point->step, prompts, reading;

    if (load->wait > 0 && batch > 1)
        return load->wait * point->token_time + point->first_step;
    if (load->clients > 0) {
        prompts = 0.5 * lane_max(batch - 1, 0) / (load->output * point->token_time);
        return in_step / 2 + point->first_step * (1 + prompts * point->reading);
    }
    reading = lane_min(load->rate * point->first_step, 1);
    in_step += reading * (point->first_step - point->step);
    return in_step / 2 + point->first_step + load->rate * in_step * point->reading;
}

/* Seconds that a request is in progress. */
static double residence(const ServingLoad *load, const Point *point, double batch)
{
    return first_token(load, point, batch) + (load->output - 1) * point->token_time;
}

/* A request in progress has b others beside it, where b are there at any time and come
 * when they like; where they are clients who wait, b - 1. */
static Point point_of(const StepTime *step, const ServingLoad *load, double batch)
{
    return point_at(step, load, load->clients > 0 ? batch : batch + 1);
}

/* How many more requests b in progress draw in than b; it falls with b. */
static double excess(const StepTime *step, const ServingLoad *load, double batch)
{
    Point point = point_of(step, load, batch);

    return load->rate * residence(load, &point, batch) - batch;
}

/* The batch of an open loop, by the Illinois variant of regula falsi. */
static double steady_batch(const StepTime *step, const ServingLoad *load, double most)
{
    double low = 0, high = most, at = most;
    double below = excess(step, load, low), above = excess(step, load, high);
    int kept = 0; /* how often the same end has stayed: negative for the lower one */

    if (above >= 0)
        return most;
    for (int i = 0; i < ROUNDS && high - low > TOLERANCE * most; i++) {
        at = (low * above - high * below) / (above - below);
        double here = excess(step, load, at);

        if (here > 0) {
            low = at;
            below = here;
            above *= kept > 0 ? 0.5 : 1;
            kept = 1;
        } else {
            high = at;
            above = here;
            below *= kept < 0 ? 0.5 : 1;
            kept = -1;
        }
        if (lane_max(here, -here) <= TOLERANCE * most)
            break;
    }
    return at;
}

ServingCapacity capacity_of(const StepTime *step, const ServingLoad *load)
{
    double own = lane_max(load->input - load->hit, 1);
    bool fits = load->seats >= 1 && own + load->output - 1 <= load->cache;
    double fit = lane_clamp(load->cache / (own + load->output / 2), 1, load->seats);
    ServingCapacity capacity = { .largest_batch = fits ? fit : 0 };
    Point point = point_at(step, load, fit);
    double queue = 0;

    capacity.most = fits ? 1 / (point.reading + load->output * point.step / fit) : 0;
    capacity.stable = fits && (load->clients > 0 || load->rate < capacity.most);
    if (load->clients > 0)
        capacity.batch = lane_min(load->clients, capacity.largest_batch);
    else
        capacity.batch =
            capacity.stable ? steady_batch(step, load, fit) : capacity.largest_batch;
    point = point_of(step, load, capacity.batch);
    capacity.rate = capacity.stable ? load->rate : capacity.most;
    if (load->clients > 0) {
        capacity.rate = fits ? capacity.batch / residence(load, &point, capacity.batch) : 0;
        queue = fits ? (load->clients - capacity.batch) / capacity.rate : 0;
    }
    capacity.token_time = point.token_time;
    capacity.first_token =
        capacity.stable ? queue + first_token(load, &point, capacity.batch) + step->request
                        : INFINITY;
    capacity.whole = capacity.first_token + (load->output - 1) * point.token_time;
    return capacity;
}

double capacity_replicas(const ServingCapacity *capacity, double rate, double utilisation)
{
    return capacity->most > 0 ? lane_ceil(rate / (utilisation * capacity->most)) : INFINITY;
}
