/* staging.c - a design that turns into another on the way, and what that costs.
 *
 * Service starts with one design. In the month `stage.at`, rounded up to a whole one,
 * the second takes over for good if its time has come: with a chance, one draw a trial,
 * or where a condition on the first design holds in that month. The engine, which knows
 * both designs, puts the condition and what the second build adds in the place of two
 * formulas here, and takes every other column of the staged design from the first while
 * `stage.after` is 0 and from the second where it is 1.
 *
 * The second build is paid in the month of the change: line by line of the build, what
 * the second costs more than the first. Assumptions: what both need is already there; it
 * is paid at the prices of the first build; the first design serves meanwhile, so nothing
 * is lost by waiting. It is a line of the updates: it changes what was built, and a sum
 * of its own would be an empty column of every other design.
 */
#include "models/model.h"

static const Quantity at = {
    .key = "stage.at",
    .title = "Month of the change",
    .help = "month of service in which the second design takes over, rounded up",
    .unit = UNIT_MONTHS,
    .min = 0,
    .max = 240,
    .part = PART_STAGED,
};

static const Quantity chance = {
    .key = "stage.chance",
    .title = "Chance of the change",
    .help = "how likely it is that the second design is needed",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 1,
    .prior = "100 %",
    .source = "assumption: a change that is planned without a chance is made",
    .part = PART_STAGED,
};

FORMULA(holds)
{
    const double *share = from[0], *uniform = from[1];

    for (size_t i = 0; i < LANES; i++)
        out[i] = uniform[i] < share[i] ? 1 : 0;
}

static const Quantity needed = {
    .key = "stage.needed",
    .title = "Second design needed",
    .help = "1 in futures in which the second design turns out to be needed, else 0",
    .unit = UNIT_NUMBER,
    .min = 0,
    .max = 1,
    .formula = holds,
    .from = FROM(NOW(chance), DRAW),
    .part = PART_STAGED,
};

FORMULA(always)
{
    for (size_t i = 0; i < LANES; i++)
        out[i] = 1;
}

static const Quantity condition = {
    .key = "stage.condition",
    .title = "Condition of the change",
    .help = "1 in months in which what the second design waits for holds, else 0",
    .unit = UNIT_NUMBER,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1,
    .formula = always,
    .from = FROM(THIS_MONTH),
    .part = PART_STAGED,
};

enum { BEFORE, MONTH, AT, NEEDED, CONDITION };

FORMULA(after)
{
    const double *before = from[BEFORE], *month = from[MONTH], *planned = from[AT];
    const double *is_needed = from[NEEDED], *met = from[CONDITION];

    for (size_t i = 0; i < LANES; i++) {
        double due = lane_max(1, lane_ceil(planned[i])) == month[i] ? 1 : 0;
        out[i] = lane_max(before[i], due * is_needed[i] * met[i]);
    }
}

const Quantity stage_after = {
    .key = "stage.after",
    .title = "Second design in use",
    .help = "1 in months that the second design serves, else 0",
    .unit = UNIT_NUMBER,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1,
    .formula = after,
    .from = FROM([BEFORE] = LAST(stage_after), [MONTH] = THIS_MONTH, [AT] = NOW(at),
                 [NEEDED] = NOW(needed), [CONDITION] = NOW(condition)),
    .part = PART_STAGED,
};

FORMULA(nothing)
{
    for (size_t i = 0; i < LANES; i++)
        out[i] = 0;
}

static const Quantity further_build = {
    .key = "stage.build",
    .title = "Further build",
    .help = "what the second design's build costs where the first is there already",
    .unit = UNIT_MONEY,
    .min = 0,
    .max = 1e15,
    .formula = nothing,
    .from = FROM(NOW(cost_build)),
    .part = PART_STAGED,
};

FORMULA(second_build)
{
    const double *is_after = from[0], *before = from[1], *cost = from[2];

    for (size_t i = 0; i < LANES; i++)
        out[i] = (is_after[i] - before[i]) * cost[i];
}

const Quantity monthly_second_build = {
    .key = "monthly.second_build",
    .title = "Second build",
    .help = "the build of the second design, without what the first has built already",
    .unit = UNIT_MONEY_PER_MONTH,
    .timing = PER_MONTH,
    .min = 0,
    .max = 1e15,
    .formula = second_build,
    .from = FROM(NOW(stage_after), LAST(stage_after), NOW(further_build)),
    .part = PART_STAGED,
    .adds_to = &cost_updates,
};

FORMULA(reached)
{
    const double *months = from[0];

    for (size_t i = 0; i < LANES; i++)
        out[i] = months[i] > 0 ? 1 : 0;
}

const Quantity stage_reached = {
    .key = "stage.reached",
    .title = "Second design reached",
    .help = "whether the second design takes over within the horizon: its mean is the chance",
    .unit = UNIT_SHARE,
    .timing = AFTER,
    .min = 0,
    .max = 1,
    .formula = reached,
    .from = FROM(SUM(stage_after)),
    .part = PART_STAGED,
    .report = REPORTED,
};

const Staging model_staging = {
    .part = PART_STAGED,
    .at = &at,
    .chance = &chance,
    .condition = &condition,
    .after = &stage_after,
    .build = &further_build,
    .waiting = &build_delay,
};
