/* batching.c - continuous batching from event to event.
 *
 * The state between two steps is small: how many requests are being answered, the sum of
 * their contexts, a heap of the steps in which they end, and one prompt that may be partly
 * read (a second one would only be started with budget left, and then the first would have
 * taken it). Requests get seats in the order in which they come, and the last to come is
 * the first to lose its seat and the next to get one, so the last in is the one with the
 * largest number.
 */
#include "sim/serving/batching.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "sim/base/vmath.h"
#include "sim/serving/end_queue.h"

#define MOST_STEPS (INT64_C(1) << 38) /* two more bits are left for the longest answer */

/* A request with a seat that is not being answered, and the tokens it was given before
 * it was set back. */
typedef struct Entry {
    uint32_t request;
    int32_t written;
} Entry;

/* A prompt that is being read: with what was written before, where it was set back. */
typedef struct {
    Entry entry;
    int64_t done, target;
} Prompt;

typedef struct {
    const Batching *rules;
    const StepTime *step;
    const Requests *requests;
    const double *arrival;
    BatchingSpace *space;
    double *first_token, *whole;
    double now;
    size_t seats;
    size_t came, taken; /* requests that have arrived; that have had a seat */
    size_t back;        /* requests that were set back and wait             */
    size_t running;     /* requests in progress                             */
    size_t answering;   /* of these, past their prompts                     */
    size_t fresh;       /* of these, whose prompts end in this step         */
    int64_t context;    /* tokens of those that are being answered          */
    int64_t room, held; /* tokens of the cache, without the shared ones     */
    int64_t most_held;
    bool reading; /* there is a partly read prompt */
    Prompt prompt;
    BatchingCounts counts;
} Replica;

/* The prompt work of a step. */
typedef struct {
    int64_t budget, tokens;
    double pairs;
} Reading;

bool batching_space_make(BatchingSpace *space, size_t requests, size_t seats)
{
    size_t n = requests > 0 ? requests : 1;

    *space = (BatchingSpace){ 0 };
    if (requests > BATCHING_REQUESTS || seats > INT32_MAX)
        return false;
    *space = (BatchingSpace){
        .requests = requests,
        .seats = seats,
        .fresh = malloc((seats + 1) * sizeof *space->fresh),
        .back = malloc(n * sizeof *space->back),
        .ends = malloc((seats + 1) * sizeof *space->ends),
        .sent = malloc(n * sizeof *space->sent),
        .answering = malloc((seats + 1) * sizeof *space->answering),
        .head = malloc((seats + 1) * sizeof *space->head),
    };
    if (space->fresh && space->back && space->ends && space->sent && space->answering &&
        space->head)
        return true;
    batching_space_free(space);
    return false;
}

void batching_space_free(BatchingSpace *space)
{
    free(space->fresh);
    free(space->back);
    free(space->ends);
    free(space->sent);
    free(space->answering);
    free(space->head);
    *space = (BatchingSpace){ 0 };
}

/* Tokens of a request's prompt that are not the cache's already. */
static inline int64_t own_input(const Requests *requests, size_t i)
{
    int32_t input = requests->input[i], hit = requests->hit ? requests->hit[i] : 0;

    return hit < input ? (int64_t)input - hit : 1;
}

/* Tokens that a request holds once it is being answered, and when it ends. */
static inline int64_t held_first(const Replica *r, Entry entry)
{
    int64_t own = own_input(r->requests, entry.request);

    return own + (r->rules->policy == CACHE_RESERVE ? r->requests->output[entry.request]
                                                    : entry.written);
}

static inline int64_t held_last(const Replica *r, uint32_t request)
{
    int64_t whole = own_input(r->requests, request) + r->requests->output[request];

    return r->rules->policy == CACHE_RESERVE ? whole : whole - 1;
}

static bool rules_stand(const Batching *rules, const Requests *requests,
                        const BatchingSpace *space)
{
    return rules->budget > 0 && rules->seats > 0 && rules->seats <= rules->budget &&
           rules->shared >= 0 && rules->cache >= rules->shared && rules->clients >= 0 &&
           (size_t)rules->seats <= space->seats && requests->count <= space->requests;
}

/* The first request that cannot be served, or their count. */
static size_t first_culprit(const Batching *rules, const Requests *requests)
{
    int64_t room = rules->cache - rules->shared;
    double before = 0;

    for (size_t i = 0; i < requests->count; i++) {
        int32_t hit = requests->hit ? requests->hit[i] : 0;
        int64_t needed =
            own_input(requests, i) + requests->output[i] - (rules->policy == CACHE_ON_DEMAND);
        double arrival = rules->clients > 0 ? 0 : requests->arrival[i];

        if (requests->input[i] < 1 || requests->output[i] < 1 || hit < 0 ||
            hit > rules->shared || needed > room)
            return i;
        if (!(arrival >= before && arrival < INFINITY))
            return i;
        before = arrival;
    }
    return requests->count;
}

static inline void leave(Replica *r, uint32_t request)
{
    r->whole[request] = r->now - r->arrival[request] + r->step->request;
    r->held -= held_last(r, request);
    r->running--;
    r->counts.answered++;
    r->counts.written += r->requests->output[request];
    if (r->rules->clients > 0 && r->came < r->requests->count)
        r->space->sent[r->came++] = r->now;
}

/* The prompts that ended in the step that is over make a token each. */
static inline void start_answers(Replica *r)
{
    for (size_t i = 0; i < r->fresh; i++) {
        Entry entry = r->space->fresh[i];
        uint32_t request = entry.request;
        int32_t written = entry.written + 1, output = r->requests->output[request];

        if (written == 1)
            r->first_token[request] = r->now - r->arrival[request] + r->step->request;
        if (written == output) {
            leave(r, request);
            continue;
        }
        r->context += (int64_t)r->requests->input[request] + written;
        end_rise(r->space->ends, r->answering++,
                 end_make(r->counts.steps + output - written, request));
    }
    r->fresh = 0;
}

/* Steps have passed: everybody who is being answered has as many tokens more. */
static inline void pass(Replica *r, int64_t steps, double seconds)
{
    uint64_t *ends = r->space->ends;
    int64_t tokens = steps * (int64_t)r->answering;

    r->now += seconds;
    r->counts.steps += steps;
    r->counts.busy += seconds;
    r->counts.batch += seconds * (double)r->running;
    r->context += tokens;
    r->held += r->rules->policy == CACHE_ON_DEMAND ? tokens : 0;
    r->most_held = r->held > r->most_held ? r->held : r->most_held;
    while (r->answering > 0 && end_step(ends[0]) == r->counts.steps) {
        uint32_t request = end_request(ends[0]);

        end_remove(ends, r->answering--, 0);
        r->context -= (int64_t)r->requests->input[request] + r->requests->output[request];
        leave(r, request);
    }
}

/* Take the seat of the request that came last. */
static void set_back_last(Replica *r)
{
    uint64_t *ends = r->space->ends;
    Entry last = r->prompt.entry;
    size_t at = 0;

    if (r->reading) {
        r->reading = false;
        r->held -= held_first(r, last);
    } else {
        for (size_t i = 1; i < r->answering; i++)
            at = end_request(ends[i]) > end_request(ends[at]) ? i : at;
        last.request = end_request(ends[at]);
        last.written =
            r->requests->output[last.request] - (int32_t)(end_step(ends[at]) - r->counts.steps);
        end_remove(ends, r->answering--, at);
        r->context -= (int64_t)r->requests->input[last.request] + last.written;
        r->held -= held_first(r, last) - 1;
    }
    r->running--;
    r->space->back[r->back++] = last;
    r->counts.preemptions++;
    r->counts.waiting -= r->now;
}

/* Make room for the tokens of the next step. */
static inline void make_room(Replica *r)
{
    if (r->rules->policy == CACHE_ON_DEMAND)
        while (r->running > 1 && r->held + (int64_t)r->answering > r->room)
            set_back_last(r);
}

/* Read the next piece of a prompt. */
static inline void read_piece(Replica *r, Reading *reading, const Prompt *prompt)
{
    int64_t left = prompt->target - prompt->done;
    int64_t piece = left < reading->budget ? left : reading->budget;

    reading->budget -= piece;
    reading->tokens += piece;
    reading->pairs += 2.0 * (double)piece * (double)(2 * prompt->done + piece);
    r->reading = piece < left;
    if (r->reading)
        r->prompt = (Prompt){ prompt->entry, prompt->done + piece, prompt->target };
    else
        r->space->fresh[r->fresh++] = prompt->entry;
}

/* Give a seat to the request whose turn it is; false if there is no room for it. */
static inline bool admit(Replica *r, Reading *reading)
{
    bool again = r->back > 0;
    Entry entry = again ? r->space->back[r->back - 1] : (Entry){ (uint32_t)r->taken, 0 };
    int64_t target = (int64_t)r->requests->input[entry.request] + entry.written;
    int64_t needed = held_first(r, entry), growth = (int64_t)r->answering + 1;

    if (r->rules->policy == CACHE_RESERVE)
        growth = 0;
    if (r->running > 0 && r->held + needed + growth > r->room)
        return false;
    r->back -= again;
    r->taken += !again;
    r->counts.waiting += again ? r->now : r->now - r->arrival[entry.request];
    r->held += needed;
    r->running++;
    read_piece(
        r, reading,
        &(Prompt){ entry,
                   r->requests->input[entry.request] - own_input(r->requests, entry.request),
                   target });
    return true;
}

/* Whether somebody waits. */
static inline bool waits(const Replica *r)
{
    return r->back > 0 || r->taken < r->came;
}

static inline Reading plan_reading(Replica *r)
{
    Reading reading = { .budget = r->rules->budget - (int64_t)r->answering };

    if (r->reading) {
        Prompt prompt = r->prompt;

        read_piece(r, &reading, &prompt);
    }
    while (waits(r) && r->running < r->seats && reading.budget > 0)
        if (!admit(r, &reading))
            break;
    return reading;
}

/* One step that reads prompts, too. */
static inline void read_step(Replica *r, const Reading *reading)
{
    const StepTime *step = r->step;
    double answering = (double)r->answering;
    double seconds = (step->fixed + step->prompt + step->sequence * answering) +
                     step_tokens(step, (double)reading->tokens + answering) +
                     r->space->head[r->answering + r->fresh] +
                     (step->attention * reading->pairs + step->cached * (double)r->context);

    r->counts.prompt_steps++;
    r->counts.read += reading->tokens;
    pass(r, 1, seconds);
    start_answers(r);
}

/* The least number of steps that take as long as `span`, when `most` take longer. */
static inline int64_t steps_for(double span, double first, double growth, int64_t most)
{
    double start = first - 0.5 * growth; /* span = start m + growth / 2 m^2 */
    double root = 2 * span / (start + lane_sqrt(start * start + 2 * growth * span));
    int64_t steps = (int64_t)lane_ceil(lane_min(root, (double)most));

    steps = steps < 1 ? 1 : steps;
    while (steps < most && step_run(first, growth, (double)steps) < span)
        steps++;
    while (steps > 1 && step_run(first, growth, (double)(steps - 1)) >= span)
        steps--;
    return steps;
}

/* All steps until somebody comes, ends or finds no room. */
static inline void answer_steps(Replica *r, double next)
{
    double answering = (double)r->answering, growth = r->step->cached * answering;
    double first = r->space->answering[r->answering] + r->step->cached * (double)r->context;
    int64_t steps = end_step(r->space->ends[0]) - r->counts.steps;
    int64_t room = r->room - r->held;
    double seconds;

    if (r->rules->policy == CACHE_ON_DEMAND && steps * (int64_t)r->answering > room)
        steps = room / (int64_t)r->answering;
    assert(steps > 0);
    seconds = step_run(first, growth, (double)steps);
    if (seconds > next - r->now) {
        steps = steps_for(next - r->now, first, growth, steps);
        seconds = step_run(first, growth, (double)steps);
    }
    pass(r, steps, seconds);
}

static inline double next_arrival(const Replica *r)
{
    return r->rules->clients == 0 && r->came < r->requests->count ? r->arrival[r->came]
                                                                  : INFINITY;
}

static bool saturated(const Replica *r)
{
    const Batching *rules = r->rules;
    int64_t waiting = (int64_t)(r->came - r->taken + r->back);

    return (rules->max_waiting > 0 && rules->clients == 0 && waiting > rules->max_waiting) ||
           (rules->max_seconds > 0 && r->now > rules->max_seconds) ||
           r->counts.steps > MOST_STEPS;
}

static void simulate(Replica *r)
{
    size_t count = r->requests->count;

    while (r->counts.answered < count) {
        Reading reading;

        while (next_arrival(r) <= r->now)
            r->came++;
        if (saturated(r)) {
            r->counts.end = BATCHING_SATURATED;
            break;
        }
        if (r->running == 0 && !waits(r)) {
            r->now = r->arrival[r->came];
            continue;
        }
        make_room(r);
        reading = plan_reading(r);
        if (reading.tokens > 0)
            read_step(r, &reading);
        else
            answer_steps(r, waits(r) || r->running == r->seats ? INFINITY : next_arrival(r));
    }
}

BatchingCounts batching_run(double *first_token, double *whole, const Batching *rules,
                            const StepTime *step, const Requests *requests,
                            BatchingSpace *space)
{
    Replica r = {
        .rules = rules,
        .step = step,
        .requests = requests,
        .arrival = rules->clients > 0 ? space->sent : requests->arrival,
        .space = space,
        .first_token = first_token,
        .whole = whole,
        .seats = (size_t)rules->seats,
        .room = rules->cache - rules->shared,
    };

    r.counts.culprit = rules_stand(rules, requests, space) ? first_culprit(rules, requests) : 0;
    if (!rules_stand(rules, requests, space) || r.counts.culprit < requests->count)
        return (BatchingCounts){ .end = BATCHING_REFUSED, .culprit = r.counts.culprit };
    for (size_t i = 0; i < requests->count; i++)
        first_token[i] = whole[i] = INFINITY;
    while (r.came < requests->count && r.came < (size_t)rules->clients)
        space->sent[r.came++] = 0;
    step_answering(step, space->answering, r.seats + 1);
    step_heads(step, space->head, r.seats + 1);
    simulate(&r);
    r.counts.seconds = r.now;
    r.counts.most_cached = r.most_held + rules->shared;
    return r.counts;
}
