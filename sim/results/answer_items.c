/* answer_items.c - the quantities of a design, sorted into results, lines of the
 * bill, derived and given ones. */
#include "sim/results/answer_steps.h"

#include <math.h>

/* Whether a quantity is a line of the bill: it adds to the build or the monthly
 * cost, or stands for one of them, and every sum above it is computed, so that it
 * counts. A sum that is given is a line; what would add to it is none. */
static bool is_line(const Gatherer *g, size_t design, const Quantity *quantity)
{
    const Registry *r = g->scenario->registry;

    if (gathered_kind(g, design, quantity) == OP_TOTAL)
        return false;
    for (const Quantity *q = quantity; q; q = q->adds_to) {
        if (q != quantity && gathered_kind(g, design, q) != OP_TOTAL)
            return false;
        if (q == r->build || q == r->monthly)
            return true;
    }
    return false;
}

static Estimate mean_in(const Gatherer *g, size_t design, const Quantity *quantity, int month)
{
    MeanSe found;

    if (!run_mean(g->run, design, quantity, month, &found))
        return estimate_unknown;
    return (Estimate){ found.mean, found.se };
}

Item answer_item(const Quantity *quantity)
{
    return (Item){
        .key = quantity->key,
        .title = quantity->title,
        .unit = quantity->unit,
        .quantity = quantity,
        .monthly = quantity->timing == PER_MONTH,
        .summary = summary_unknown,
    };
}

/* The mean over trials: of a month's values over the months too, of requests'
 * over the requests too. */
static Item mean_item(const Gatherer *g, size_t design, const Quantity *quantity)
{
    Item item = answer_item(quantity);
    const double *requests =
        quantity->timing == PER_REQUEST
            ? run_request_values(g->run, design, quantity, LAUNCH_AT_MEAN, REQUEST_MEAN)
            : NULL;
    Estimate mean = requests ? estimate_mean(requests, run_request_trials(g->run))
                             : mean_in(g, design, quantity, 0);

    item.summary = summary_of_mean(mean);
    return item;
}

static Item line_item(Answer *answer, const Gatherer *g, size_t design,
                      const Quantity *quantity)
{
    Item item = mean_item(g, design, quantity);
    size_t months = (size_t)answer->months;

    item.total = quantity->adds_to ? quantity->adds_to->key : NULL;
    item.by_month = arena_array(&answer->arena, Estimate, months + 1);
    if (!item.monthly)
        item.by_month[0] = item.summary.mean;
    for (size_t month = 1; item.monthly && month <= months; month++)
        item.by_month[month] = mean_in(g, design, quantity, (int)month);
    return item;
}

static void add_result(Answer *answer, Items *results, const Gatherer *g, size_t design,
                       size_t place)
{
    const Quantity *quantity = g->scenario->quantities[place];
    const Tally *tally = g->results[design * g->quantities + place];

    if (quantity->timing == PER_REQUEST) {
        answer_list_percentiles(answer, results, g, design, quantity, LAUNCH_AT_MEAN);
        return;
    }
    if (!tally)
        return;
    Item item = answer_item(quantity);
    item.monthly = quantity->timing == PER_MONTH && quantity->report == REPORTED;
    item.summary = gathered_summary(tally);
    results->items[results->count++] = item;
}

static Items room_for(Answer *answer, size_t count)
{
    return (Items){ .items = arena_array(&answer->arena, Item, count + 1) };
}

void answer_list_items(Answer *answer, const Gatherer *g, size_t design)
{
    DesignAnswer *d = &answer->designs[design];
    size_t count = g->scenario->quantity_count;

    d->results = room_for(answer, count * REQUEST_STATS);
    d->lines = room_for(answer, count);
    d->derived = room_for(answer, count);
    d->given = room_for(answer, count);
    for (size_t i = 0; i < count; i++) {
        const Quantity *q = g->scenario->quantities[i];
        OpKind kind = gathered_kind(g, design, q);
        if (kind == OP_ABSENT)
            continue;
        if (q->report != NOT_REPORTED)
            add_result(answer, &d->results, g, design, i);
        if (is_line(g, design, q))
            d->lines.items[d->lines.count++] = line_item(answer, g, design, q);
        else if (kind != OP_GIVEN)
            d->derived.items[d->derived.count++] = mean_item(g, design, q);
        if (kind == OP_GIVEN)
            d->given.items[d->given.count++] = mean_item(g, design, q);
    }
}
