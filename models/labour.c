/* labour.c - what an hour of work costs.
 *
 * The rates are loaded: wage, employer's cost, tools and management are in
 * them, so nothing multiplies them again.
 */
#include "models/model.h"

const Quantity labour_engineer_rate = {
    .key = "labour.engineer_rate",
    .title = "Engineer rate",
    .help = "an hour of an engineer, wage, employer's cost and overhead included",
    .unit = UNIT_MONEY_PER_HOUR,
    .min = 0,
    .max = 10000,
    .prior = "[80 USD/h, 110 USD/h, 175 USD/h]",
    .source =
        "BLS OEWS May 2024 wages x 1.43 employer cost (BLS ECEC March 2026) to a contract "
        "day rate of 1,300 USD (acceler8talent.com, 2026)",
};

const Quantity labour_expert_rate = {
    .key = "labour.expert_rate",
    .title = "Expert rate",
    .help = "an hour of somebody who knows the subject, wage, employer's cost and overhead "
            "included",
    .unit = UNIT_MONEY_PER_HOUR,
    .min = 0,
    .max = 10000,
    .prior = "[60 USD/h, 100 USD/h, 250 USD/h]",
    .source = "assumption: from a clerk to a physician or lawyer",
};

const Quantity labour_hours_per_week = {
    .key = "labour.hours_per_week",
    .title = "Productive hours",
    .help = "hours a week that one person works on the build",
    .unit = UNIT_NUMBER,
    .min = 1,
    .max = 168,
    .prior = "30..38",
    .source = "assumption: a week of 40 hours less meetings and absence",
};
