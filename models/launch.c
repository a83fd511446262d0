/* launch.c - when the service can start, and what waiting for it costs.
 *
 * weeks = max(engineering, experts' work) + training
 *
 * Engineers and experts work side by side, a training attempt needs both to be
 * done, and attempts follow one another. An attempt takes its GPUs hours by the
 * clock and its engineer hours of the working week.
 */
#include "models/model.h"

#define HOURS_PER_WEEK 168.0 /* by the clock */

static const Quantity engineers = {
    .key = "launch.engineers",
    .title = "Engineers",
    .help = "engineers who work on the build",
    .unit = UNIT_NUMBER,
    .min = 0.1,
    .max = 1000,
    .prior = "2",
    .source = "published team for either approach: an ML engineer and one more, 2026",
};

static const Quantity experts = {
    .key = "launch.experts",
    .title = "Experts",
    .help = "subject experts who work on the build",
    .unit = UNIT_NUMBER,
    .min = 0.1,
    .max = 1000,
    .prior = "2",
    .source = "assumption: two, so that they finish with the engineers",
};

static const Quantity cost_per_week = {
    .key = "launch.cost_per_week",
    .title = "Cost of delay",
    .help = "what a week without the service costs",
    .unit = UNIT_MONEY_PER_WEEK,
    .min = 0,
    .max = 1e9,
    .prior = "0 USD/week",
    .source = "assumption: nothing is lost by starting later",
};

enum {
    ENGINEER_HOURS,
    EXPERT_HOURS,
    OVERRUN,
    ENGINEERS,
    EXPERTS,
    WEEK,
    ATTEMPTS,
    ATTEMPT_HOURS,
    TRAINING_HOURS,
};

FORMULA(weeks)
{
    const double *engineering = from[ENGINEER_HOURS], *expertise = from[EXPERT_HOURS];
    const double *overrun = from[OVERRUN], *team = from[ENGINEERS], *panel = from[EXPERTS];
    const double *week = from[WEEK], *attempts = from[ATTEMPTS];
    const double *attempt_hours = from[ATTEMPT_HOURS];
    const double *training = from[TRAINING_HOURS];

    for (size_t i = 0; i < LANES; i++) {
        double built = engineering[i] * (1 + overrun[i]) / (team[i] * week[i]);
        double written = expertise[i] / (panel[i] * week[i]);
        double attempt = training[i] / HOURS_PER_WEEK + attempt_hours[i] / week[i];

        out[i] = lane_max(built, written) + attempts[i] * attempt;
    }
}

const Quantity launch_weeks = {
    .key = "launch.weeks",
    .title = "Time to launch",
    .help = "weeks from the decision to the first request",
    .unit = UNIT_WEEKS,
    .min = 0,
    .max = 1e5,
    .formula = weeks,
    .from = FROM(
        [ENGINEER_HOURS] = NOW(build_engineer_hours), [EXPERT_HOURS] = NOW(build_expert_hours),
        [OVERRUN] = NOW(build_overrun), [ENGINEERS] = NOW(engineers), [EXPERTS] = NOW(experts),
        [WEEK] = NOW(labour_hours_per_week), [ATTEMPTS] = NOW(training_attempts),
        [ATTEMPT_HOURS] = NOW(training_attempt_hours), [TRAINING_HOURS] = NOW(training_hours)),
    .report = REPORTED,
};

FORMULA(waiting)
{
    const double *until_launch = from[0], *price = from[1];

    for (size_t i = 0; i < LANES; i++)
        out[i] = until_launch[i] * price[i];
}

const Quantity build_delay = {
    .key = "build.delay",
    .title = "Waiting for launch",
    .help = "what is lost in the weeks until the service starts",
    .unit = UNIT_MONEY,
    .min = 0,
    .max = 1e15,
    .formula = waiting,
    .from = FROM(NOW(launch_weeks), NOW(cost_per_week)),
    .adds_to = &cost_build,
};
