#include "tests/validation/latency_tiers.h"

#include <math.h>
#include <string.h>

enum { ANCHORS = 3 };

/* Fits that were done, so that records with the same rows to fit on share one. */
typedef struct {
    const Served **rows;
    size_t count;
    double factors[FACTOR_COUNT];
} DoneFit;

typedef struct {
    DoneFit *items;
    size_t count;
    const Served **rows; /* room for those of the next */
} DoneFits;

static void factors_of(double factors[FACTOR_COUNT], DoneFits *done, const Served *record,
                       bool without_own, const LatencyStudy *study, Arena *arena)
{
    const Served **rows = done->rows;
    Width width = without_own ? SAME_PRECISION : OWN_EXPERIMENT;
    size_t count = calibration_rows(rows, record, width, without_own, study);

    for (size_t i = 0; i < done->count; i++)
        if (done->items[i].count == count &&
            memcmp(done->items[i].rows, rows, count * sizeof(rows[0])) == 0) {
            memcpy(factors, done->items[i].factors, sizeof done->items[i].factors);
            return;
        }
    fit_factors(factors, NULL, rows, count, study);
    DoneFit *fit = &done->items[done->count++];
    fit->rows = arena_array(arena, const Served *, count + 1);
    fit->count = count;
    memcpy(fit->rows, rows, count * sizeof(rows[0]));
    memcpy(fit->factors, factors, sizeof fit->factors);
}

static void judge(Outcome *outcome, const Served *record, const LatencyStudy *study,
                  const double *factors)
{
    double predicted[METRIC_COUNT];
    const char *why = NULL;

    outcome->tested = true;
    outcome->why =
        predict_with(predicted, &why, record, study, study->predictor, factors) ? NULL : why;
    for (size_t k = 0; k < METRIC_COUNT; k++)
        outcome->error[k] = outcome->why ? NAN : predicted[k] / record->measured[k] - 1;
}

/* The load that a record puts on an engine, to order the rows of an experiment by. */
static double load_of(const Served *record)
{
    double users =
        record->load == OPEN_LOOP ? served_rate(record) * record->out.mean : record->users;

    return users / record->tensor_parallel;
}

/* The rows of an experiment with the least, the middle and the most load: 0 if it has not
 * more rows than anchors. */
static size_t choose_anchors(const Served *anchors[ANCHORS], const Served *record,
                             const ServedList *list, Arena *arena)
{
    const Served **rows = arena_array(arena, const Served *, list->count + 1);
    size_t count = 0;

    for (size_t i = 0; i < list->count; i++) {
        const Served *row = &list->items[i];
        size_t at = count;

        if (row->excluded || strcmp(row->experiment, record->experiment) != 0)
            continue;
        for (; at > 0 && load_of(rows[at - 1]) > load_of(row); at--)
            rows[at] = rows[at - 1];
        rows[at] = row;
        count++;
    }
    if (count <= ANCHORS)
        return 0;
    anchors[0] = rows[0];
    anchors[1] = rows[count / 2];
    anchors[2] = rows[count - 1];
    return ANCHORS;
}

/* All rows of the experiment of items[first], those before it have been. */
static void judge_experiment(Outcome *outcomes, size_t first, double *factors,
                             const LatencyStudy *study, Arena *arena)
{
    const ServedList *list = study->list;
    const Served *anchors[ANCHORS];

    if (!choose_anchors(anchors, &list->items[first], list, arena))
        return;
    fit_factors(factors, NULL, anchors, ANCHORS, study);
    for (size_t i = first; i < list->count; i++) {
        const Served *row = &list->items[i];
        bool anchor = row == anchors[0] || row == anchors[1] || row == anchors[2];

        if (!row->excluded && !anchor &&
            strcmp(row->experiment, list->items[first].experiment) == 0)
            judge(&outcomes[i], row, study, factors);
    }
}

static bool first_of_experiment(const ServedList *list, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (!list->items[i].excluded &&
            strcmp(list->items[i].experiment, list->items[at].experiment) == 0)
            return false;
    return true;
}

void predict_tier(Outcome *outcomes, Tier tier, const LatencyStudy *study)
{
    const ServedList *list = study->list;
    Arena arena = { 0 };
    DoneFits done = { arena_array(&arena, DoneFit, list->count + 1), 0,
                      arena_array(&arena, const Served *, list->count + 1) };

    for (size_t i = 0; i < list->count; i++)
        outcomes[i] = (Outcome){ 0 };
    for (size_t i = 0; i < list->count; i++) {
        const Served *record = &list->items[i];
        double factors[FACTOR_COUNT] = { 1, 1, 1, 1, 1 };

        if (record->excluded || (tier == CALIBRATED && record->split == CALIBRATION) ||
            (tier == ANCHORED && !first_of_experiment(list, i)))
            continue;
        if (tier != NO_DATA)
            factors_of(factors, &done, record, tier != CALIBRATED, study, &arena);
        if (tier == ANCHORED)
            judge_experiment(outcomes, i, factors, study, &arena);
        else
            judge(&outcomes[i], record, study, factors);
    }
    arena_free(&arena);
}
