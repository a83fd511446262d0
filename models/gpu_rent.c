/* gpu_rent.c - what an hour of a GPU costs on demand, on the spot and reserved.
 *
 * Reserved GPUs are a share of the fleet and are paid all month, whatever runs. Spot
 * GPUs are a share of the fleet too; they are taken away at short notice, so that more
 * of their hours are paid than are of use. The rest is rented on demand. What is not
 * reserved costs, in the mean,
 *
 *   ((1 - spot - reserved) price + spot (1 + overhead) spot price) / (1 - reserved)
 *
 * Spot and reserved prices follow from the price on demand where they are not stated.
 */
#include "models/model.h"

#define NEXT_TO_NOTHING 1e-9

static const Quantity price = {
    .key = "gpu.price",
    .title = "GPU price",
    .help = "rent of one GPU for an hour",
    .unit = UNIT_MONEY_PER_HOUR,
    .min = 0,
    .max = 1e4,
    .prior = "1..2.60 USD/h",
    .source = "one L40S on demand: Crusoe 1.00 (2026-08-19), AWS g6e 1.86 to 2.62 (2026-07-20)",
    .part = PART_HOSTED,
};

static const Quantity spot_share = {
    .key = "serving.spot_share",
    .title = "Spot share",
    .help = "share of the serving GPUs that are spot capacity",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 1,
    .prior = "0%",
    .source = "assumption: none, since spot capacity is interrupted",
    .part = PART_HOSTED,
};

const Quantity serving_reserved_share = {
    .key = "serving.reserved_share",
    .title = "Reserved share",
    .help = "share of the serving GPUs that are reserved for a year",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 1,
    .prior = "0%",
    .source = "assumption: none before the traffic is known",
    .part = PART_HOSTED,
};

static const Quantity spot_overhead = {
    .key = "serving.spot_overhead",
    .title = "Spot overhead",
    .help = "hours of spot GPUs that are lost to interruptions, over those of use",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 10,
    .prior = "10%",
    .source =
        "assumption: a replacement starts while the old one is drained, a few times a day",
    .part = PART_HOSTED,
};

static const Quantity spot_discount = {
    .key = "gpu.spot_discount",
    .title = "Spot discount",
    .help = "how far the spot price is below the price on demand",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 1,
    .prior = "30%..60%",
    .source = "13 list prices of Google Cloud, CoreWeave and Crusoe, August and September 2026",
    .part = PART_HOSTED,
};

static const Quantity reserved_discount = {
    .key = "gpu.reserved_discount",
    .title = "Discount for a year",
    .help = "how far the price of a reserved GPU is below the price on demand",
    .unit = UNIT_SHARE,
    .min = 0,
    .max = 1,
    .prior = "[30%, 38%, 50%]",
    .source = "reservations of a year (mercatus, digiteria, 2026); CoreWeave offers up to 60%",
    .part = PART_HOSTED,
};

enum { ON_DEMAND, DISCOUNT };

FORMULA(discounted)
{
    const double *on_demand = from[ON_DEMAND], *discount = from[DISCOUNT];

    for (size_t i = 0; i < LANES; i++)
        out[i] = on_demand[i] * (1 - discount[i]);
}

static const Quantity spot_price = {
    .key = "gpu.spot_price",
    .title = "Spot price",
    .help = "rent of one GPU for an hour that may be taken away",
    .unit = UNIT_MONEY_PER_HOUR,
    .min = 0,
    .max = 1e4,
    .from = FROM([ON_DEMAND] = NOW(price), [DISCOUNT] = NOW(spot_discount)),
    .formula = discounted,
    .part = PART_HOSTED,
};

static const Quantity reserved_price = {
    .key = "gpu.reserved_price",
    .title = "Reserved price",
    .help = "rent of one GPU for an hour that is paid all year",
    .unit = UNIT_MONEY_PER_HOUR,
    .min = 0,
    .max = 1e4,
    .from = FROM([ON_DEMAND] = NOW(price), [DISCOUNT] = NOW(reserved_discount)),
    .formula = discounted,
    .part = PART_HOSTED,
};

enum { SPOT, RESERVED };

FORMULA(on_demand_share)
{
    const double *spot = from[SPOT], *reserved = from[RESERVED];

    for (size_t i = 0; i < LANES; i++)
        out[i] = 1 - (spot[i] + reserved[i]);
}

const Quantity serving_on_demand_share = {
    .key = "serving.on_demand_share",
    .title = "Share on demand",
    .help = "share of the serving GPUs that are neither spot capacity nor reserved",
    .unit = UNIT_SHARE,
    .min = -1,
    .max = 1,
    .from = FROM([SPOT] = NOW(spot_share), [RESERVED] = NOW(serving_reserved_share)),
    .formula = on_demand_share,
    .least = 0,
    .otherwise = "more GPUs are spot capacity or reserved than there are",
    .part = PART_HOSTED,
};

enum { PRICE, SHARE_ON_DEMAND, SPOT_SHARE, SPOT_PRICE, OVERHEAD };

FORMULA(flexible_price)
{
    const double *list = from[PRICE], *on_demand = from[SHARE_ON_DEMAND];
    const double *spot = from[SPOT_SHARE], *spot_list = from[SPOT_PRICE];
    const double *lost = from[OVERHEAD];

    for (size_t i = 0; i < LANES; i++) {
        double rent = on_demand[i] * list[i] + spot[i] * (1 + lost[i]) * spot_list[i];
        out[i] = rent / lane_max(on_demand[i] + spot[i], NEXT_TO_NOTHING);
    }
}

const Quantity gpu_flexible_price = {
    .key = "gpu.flexible_price",
    .title = "Price of GPUs that are not reserved",
    .help = "an hour of use on demand or on the spot, in the mean",
    .unit = UNIT_MONEY_PER_HOUR,
    .min = 0,
    .max = 1e5,
    .from = FROM([PRICE] = NOW(price), [SHARE_ON_DEMAND] = NOW(serving_on_demand_share),
                 [SPOT_SHARE] = NOW(spot_share), [SPOT_PRICE] = NOW(spot_price),
                 [OVERHEAD] = NOW(spot_overhead)),
    .formula = flexible_price,
    .part = PART_HOSTED,
};

enum { FLEXIBLE, RESERVED_PRICE, RESERVED_SHARE, EACH_HAS, HOURS };

FORMULA(saved_per_replica)
{
    const double *flexible = from[FLEXIBLE], *reserved = from[RESERVED_PRICE];
    const double *share = from[RESERVED_SHARE], *each = from[EACH_HAS], *hours = from[HOURS];

    for (size_t i = 0; i < LANES; i++)
        out[i] = share[i] * each[i] * hours[i] * (flexible[i] - reserved[i]);
}

const Quantity gpu_saved_per_replica = {
    .key = "gpu.saved_per_replica",
    .title = "Saved by reserving",
    .help = "what the reserved GPUs of a replica cost less a month than flexible ones",
    .unit = UNIT_MONEY_PER_MONTH,
    .min = -1e12,
    .max = 1e12,
    .from = FROM([FLEXIBLE] = NOW(gpu_flexible_price), [RESERVED_PRICE] = NOW(reserved_price),
                 [RESERVED_SHARE] = NOW(serving_reserved_share),
                 [EACH_HAS] = NOW(serving_rented_per_replica),
                 [HOURS] = NOW(money_hours_per_month)),
    .formula = saved_per_replica,
    .part = PART_HOSTED,
};
