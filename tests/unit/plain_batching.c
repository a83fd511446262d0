/* plain_batching.c - continuous batching step by step: lists that are moved about, a loop
 * over all requests in every step, and step_time() for each. */
#include "tests/unit/serving_fixture.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    int64_t read, to_read; /* tokens: of the prompt, and of the answer where it was set back */
    int64_t written, piece;
    double since; /* when it began to wait */
} Progress;

typedef struct {
    const Crowd *crowd;
    const Batching *rules;
    Progress *progress;
    size_t *running, *queue;
    size_t in_progress, waiting, came;
    int64_t wait_until; /* the step, by those who wait for others; below 0: nobody does */
    double now;
    BatchingCounts counts;
} Plain;

static int64_t prefix_of(const Plain *p, size_t i)
{
    const Crowd *crowd = p->crowd;

    return crowd->hit[i] < crowd->input[i] ? crowd->hit[i] : crowd->input[i] - 1;
}

/* What a request in progress takes of the cache: all of a prompt from its start, and each
 * written token but the newest, which is put there by the next step. */
static int64_t held_by(const Plain *p, size_t i)
{
    const Progress *at = &p->progress[i];
    int64_t own = p->crowd->input[i] - prefix_of(p, i);
    bool reading = at->read < at->to_read;

    if (p->rules->policy == CACHE_RESERVE)
        return own + p->crowd->output[i];
    return own + (reading ? at->to_read - p->crowd->input[i] : at->written - 1);
}

static int64_t held(const Plain *p)
{
    int64_t sum = p->rules->shared;

    for (size_t k = 0; k < p->in_progress; k++)
        sum += held_by(p, p->running[k]);
    return sum;
}

static int64_t answering(const Plain *p)
{
    int64_t sum = 0;

    for (size_t k = 0; k < p->in_progress; k++)
        sum += p->progress[p->running[k]].read == p->progress[p->running[k]].to_read;
    return sum;
}

static void to_front(Plain *p, size_t i)
{
    memmove(p->queue + 1, p->queue, p->waiting++ * sizeof *p->queue);
    p->queue[0] = i;
    p->progress[i].since = p->now;
}

static void set_back(Plain *p)
{
    while (p->rules->policy == CACHE_ON_DEMAND && p->in_progress > 1 &&
           held(p) + answering(p) > p->rules->cache) {
        size_t i = p->running[--p->in_progress];

        p->progress[i].read = 0;
        p->progress[i].to_read = p->crowd->input[i] + p->progress[i].written;
        to_front(p, i);
        p->counts.preemptions++;
    }
}

static void read_piece(Plain *p, StepWork *work, int64_t *budget, size_t i)
{
    Progress *at = &p->progress[i];
    int64_t left = at->to_read - at->read;

    at->piece = left < *budget ? left : *budget;
    *budget -= at->piece;
    work->prompt += (double)at->piece;
    work->pairs += 2.0 * (double)at->piece * (2.0 * (double)at->read + (double)at->piece);
    work->sampled += at->piece == left;
}

static void admit(Plain *p, StepWork *work, int64_t *budget)
{
    int64_t growth = (int64_t)work->answered + 1;

    while (p->waiting > 0 && p->in_progress<(size_t)p->rules->seats && * budget> 0) {
        size_t i = p->queue[0];
        Progress *at = &p->progress[i];
        int64_t room = p->rules->cache - held(p);
        bool alone = p->in_progress == 0;

        at->read = prefix_of(p, i);
        at->to_read = p->crowd->input[i] + at->written;
        if (!alone && held_by(p, i) + (p->rules->policy == CACHE_RESERVE ? 0 : growth) > room)
            break;
        p->waiting--;
        memmove(p->queue, p->queue + 1, p->waiting * sizeof *p->queue);
        p->running[p->in_progress++] = i;
        p->counts.waiting += p->now - at->since;
        read_piece(p, work, budget, i);
    }
}

static bool holds(Plain *p, const StepWork *work)
{
    if (p->rules->wait == 0 || p->waiting == 0 || work->answered == 0)
        return false;
    if (p->wait_until < 0)
        p->wait_until = p->counts.steps + p->rules->wait;
    return p->counts.steps < p->wait_until;
}

static StepWork plan(Plain *p)
{
    size_t before = p->in_progress;
    StepWork work = { 0 };
    int64_t budget = p->rules->budget;

    for (size_t k = 0; k < p->in_progress; k++) {
        size_t i = p->running[k];

        if (p->progress[i].read == p->progress[i].to_read) {
            p->progress[i].piece = 0;
            work.answered++;
            work.sampled++;
            work.context += (double)(p->crowd->input[i] + p->progress[i].written);
            budget--;
        }
    }
    for (size_t k = 0; k < p->in_progress; k++)
        if (p->progress[p->running[k]].read < p->progress[p->running[k]].to_read)
            read_piece(p, &work, &budget, p->running[k]);
    if (holds(p, &work))
        return work;
    admit(p, &work, &budget);
    if (p->waiting == 0 || p->in_progress > before)
        p->wait_until = -1;
    return work;
}

static void come(Plain *p, double when)
{
    p->crowd->arrival[p->came] = when;
    p->progress[p->came].since = when;
    p->queue[p->waiting++] = p->came++;
}

static void advance(Plain *p, const StepTime *step)
{
    size_t kept = 0, left = 0;

    for (size_t k = 0; k < p->in_progress; k++) {
        size_t i = p->running[k];
        Progress *at = &p->progress[i];

        at->read += at->piece;
        if (at->read == at->to_read && ++at->written == 1)
            p->crowd->first_token[i] = p->now - p->crowd->arrival[i] + step->request;
        if (at->written == p->crowd->output[i]) {
            p->crowd->whole[i] = p->now - p->crowd->arrival[i] + step->request;
            p->counts.written += at->written;
            p->counts.answered++;
            left++;
        } else {
            p->running[kept++] = i;
        }
    }
    p->in_progress = kept;
    for (; p->rules->clients > 0 && left > 0 && p->came < p->crowd->count; left--)
        come(p, p->now);
}

static void one_step(Plain *p, const StepTime *step)
{
    StepWork work;
    double seconds;

    set_back(p);
    work = plan(p);
    seconds = step_time(step, &work);
    p->now += seconds;
    p->counts.steps++;
    p->counts.prompt_steps += work.prompt > 0;
    p->counts.read += (int64_t)work.prompt;
    p->counts.busy += seconds;
    p->counts.batch += seconds * (double)p->in_progress;
    advance(p, step);
}

BatchingCounts plain_run(Crowd *crowd, const Batching *rules, const StepTime *step)
{
    Plain p = {
        .crowd = crowd,
        .rules = rules,
        .progress = calloc(crowd->count + 1, sizeof(Progress)),
        .running = calloc(crowd->count + 1, sizeof(size_t)),
        .queue = calloc(crowd->count + 1, sizeof(size_t)),
        .wait_until = -1,
    };

    while (rules->clients > 0 && p.came < (size_t)rules->clients && p.came < crowd->count)
        come(&p, 0);
    while (p.counts.answered < crowd->count) {
        while (rules->clients == 0 && p.came < crowd->count && crowd->arrival[p.came] <= p.now)
            come(&p, crowd->arrival[p.came]);
        if (p.in_progress + p.waiting == 0)
            p.now = crowd->arrival[p.came];
        else
            one_step(&p, step);
    }
    p.counts.seconds = p.now;
    free(p.progress);
    free(p.running);
    free(p.queue);
    return p.counts;
}
