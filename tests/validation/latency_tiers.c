#include "tests/validation/latency_tiers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ANCHORS = 3 };

/* Fits that were done, so that experiments with the same rows to fit on share one. */
typedef struct {
    FitRow *rows;
    size_t count;
    double factors[FACTOR_COUNT];
} DoneFit;

typedef struct {
    DoneFit *items;
    size_t count;
    FitRow *rows; /* room for those of the next */
} DoneFits;

static void pooled_factors(double factors[FACTOR_COUNT], DoneFits *done, const Served *record,
                           Pool pool, const LatencyStudy *study, Arena *arena)
{
    FitRow *rows = done->rows;
    size_t count = pool_rows(rows, record, pool, study);

    for (size_t i = 0; i < done->count; i++)
        if (done->items[i].count == count &&
            memcmp(done->items[i].rows, rows, count * sizeof rows[0]) == 0) {
            memcpy(factors, done->items[i].factors, sizeof done->items[i].factors);
            return;
        }
    fit_factors(factors, NULL, rows, count, study);
    DoneFit *fit = &done->items[done->count++];
    fit->rows = arena_array(arena, FitRow, count + 1);
    fit->count = count;
    memcpy(fit->rows, rows, count * sizeof rows[0]);
    memcpy(fit->factors, factors, sizeof fit->factors);
}

/* The load that a record puts on an engine, to order the rows of an experiment by. */
static double load_of(const Served *record)
{
    double users =
        record->load == OPEN_LOOP ? served_rate(record) * record->out.mean : record->users;

    return users / record->tensor_parallel;
}

/* The rows of the experiment that begins at `first` with the least, the middle and the most
 * load: none if it has not more rows than anchors. */
static size_t choose_anchors(FitRow anchors[ANCHORS], size_t first, const ServedList *list)
{
    const Served **rows = memory_zeros(list->count + 1, sizeof(rows[0]));
    size_t count = 0;

    for (size_t i = first; i < list->count; i++) {
        const Served *row = &list->items[i];
        size_t at = count;

        if (row->excluded || row->first_of_experiment != first)
            continue;
        for (; at > 0 && load_of(rows[at - 1]) > load_of(row); at--)
            rows[at] = rows[at - 1];
        rows[at] = row;
        count++;
    }
    const bool enough = count > ANCHORS;
    for (size_t k = 0; enough && k < ANCHORS; k++)
        anchors[k] = (FitRow){ rows[k * (count - 1) / (ANCHORS - 1)], 1 };
    free(rows);
    return enough ? ANCHORS : 0;
}

/* The factors of all records of an experiment, and which of them test. */
static void set_experiment(TierFits *fits, size_t first, const double *factors, Tier tier,
                           const FitRow *anchors, const ServedList *list)
{
    for (size_t i = first; i < list->count; i++) {
        const Served *row = &list->items[i];
        bool anchor = tier == ANCHORED &&
                      (row == anchors[0].row || row == anchors[1].row || row == anchors[2].row);

        if (row->first_of_experiment != first)
            continue;
        memcpy(fits->factors[i], factors, sizeof fits->factors[i]);
        fits->tested[i] =
            !row->excluded && !anchor && (tier != CALIBRATED || row->split == DEVELOPMENT);
    }
}

/* The first row of the experiment at `first` that can be predicted; NULL if none can. */
static const Served *any_row(const ServedList *list, size_t first)
{
    for (size_t i = first; i < list->count; i++)
        if (list->items[i].first_of_experiment == first && !list->items[i].excluded)
            return &list->items[i];
    return NULL;
}

TierFits tier_fits(Tier tier, const LatencyStudy *study)
{
    static const Pool pools[TIER_COUNT] = { [CALIBRATED] = EVERY_EXPERIMENT,
                                            [TRANSFERRED] = OTHER_EXPERIMENTS,
                                            [NEIGHBOURED] = OTHERS_OF_TABLE,
                                            [ANCHORED] = OTHER_EXPERIMENTS };
    const ServedList *list = study->list;
    Arena arena = { 0 };
    DoneFits done = { arena_array(&arena, DoneFit, list->count + 1), 0,
                      arena_array(&arena, FitRow, list->count + 1) };
    TierFits fits = { memory_zeros(list->count + 1, sizeof(bool)),
                      memory_zeros(list->count + 1, sizeof(double[FACTOR_COUNT])) };

    for (size_t i = 0; i < list->count; i++) {
        const Served *record =
            list->items[i].first_of_experiment == i ? any_row(list, i) : NULL;
        double factors[FACTOR_COUNT] = { 1, 1, 1, 1, 1 };
        FitRow anchors[ANCHORS];

        if (!record || (tier == ANCHORED && !choose_anchors(anchors, i, list)))
            continue;
        if (tier != NO_DATA)
            pooled_factors(factors, &done, record, pools[tier], study, &arena);
        if (tier == ANCHORED)
            fit_factors(factors, NULL, anchors, ANCHORS, study);
        set_experiment(&fits, i, factors, tier, anchors, list);
    }
    arena_free(&arena);
    return fits;
}

void tier_free(TierFits *fits)
{
    free(fits->tested);
    free(fits->factors);
    *fits = (TierFits){ 0 };
}

void tier_judge(Outcome *outcomes, const TierFits *fits, const LatencyStudy *study)
{
    for (size_t i = 0; i < study->list->count; i++) {
        const Served *record = &study->list->items[i];
        double predicted[METRIC_COUNT];
        const char *why = NULL;

        outcomes[i] = (Outcome){ .tested = fits->tested[i] };
        if (!outcomes[i].tested)
            continue;
        if (!predict_with(predicted, &why, record, study, study->predictor, fits->factors[i]))
            outcomes[i].why = why;
        for (size_t k = 0; k < METRIC_COUNT; k++)
            outcomes[i].error[k] =
                outcomes[i].why ? NAN : predicted[k] / record->measured[k] - 1;
    }
}
