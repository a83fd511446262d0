#include "sim/output/compare_out.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "sim/output/cells.h"

char *compare_signed(char *buffer, Estimate change, const Currency *money)
{
    double rounded = estimate_rounded(change);
    char amount[32];

    if (!isfinite(rounded))
        return strcpy(buffer, "-");
    snprintf(buffer, 64, "%s%s", rounded > 0 ? "+" : "", text_money(amount, rounded, money));
    return buffer;
}

char *compare_range(char *buffer, const DesignChange *change, const Currency *money)
{
    const Summary *difference = &change->difference;
    char low[64], high[64];

    if (change->same)
        return strcpy(buffer, "=");
    compare_signed(low, difference->q[Q_P10], money);
    compare_signed(high, difference->q[Q_P90], money);
    if (strcmp(low, high) == 0)
        return strcpy(buffer, low);
    snprintf(buffer, 64, "%.28s .. %.28s", low, high);
    return buffer;
}

void compare_difference(Text *text, const Compare *compare, size_t design)
{
    const DesignChange *change = &compare->designs[design];
    char range[64];

    if (change->before == NOT_THERE || change->after == NOT_THERE)
        text_format(text, "only in %s",
                    change->after == NOT_THERE ? compare->before.name : compare->after.name);
    else
        text_add(text, compare_range(range, change, &compare->before.scenario->currency));
}

char *compare_shares(char *buffer, double before, double after, const char *arrow)
{
    char was[32], is[32];

    cell_percent(was, before);
    cell_percent(is, after);
    if (strcmp(was, is) == 0)
        return strcpy(buffer, was);
    snprintf(buffer, 64, "%.24s%s%.24s", was, arrow, is);
    return buffer;
}

const char *compare_value(const char *value)
{
    return value ? value : "-";
}

bool compare_is_large(const AssumptionChange *change)
{
    return !(fabs(change->relative) <= 0.1);
}

static const DesignAnswer *design_at(const CompareSide *side, size_t place)
{
    return place == NOT_THERE ? NULL : &side->answer->designs[place];
}

const DesignAnswer *compare_before(const Compare *compare, size_t design)
{
    return design_at(&compare->before, compare->designs[design].before);
}

const DesignAnswer *compare_after(const Compare *compare, size_t design)
{
    return design_at(&compare->after, compare->designs[design].after);
}

const ScenarioDesign *compare_named(const Compare *compare, size_t design)
{
    const DesignAnswer *before = compare_before(compare, design);

    return (before ? before : compare_after(compare, design))->design;
}

void compare_over(double *before, double *after, const Compare *compare, size_t design)
{
    const DesignAnswer *was = compare_before(compare, design);
    const DesignAnswer *is = compare_after(compare, design);

    *before = was ? 1 - was->within_budget.value : (double)NAN;
    *after = is ? 1 - is->within_budget.value : (double)NAN;
}

void compare_cheapest(double *before, double *after, const Compare *compare, size_t design)
{
    const DesignAnswer *was = compare_before(compare, design);
    const DesignAnswer *is = compare_after(compare, design);

    *before = was ? was->cheapest_eligible.value : (double)NAN;
    *after = is ? is->cheapest_eligible.value : (double)NAN;
}

bool compare_has_musts(const Compare *compare)
{
    return compare->before.answer->musts || compare->after.answer->musts;
}

const char *compare_cheapest_title(const Compare *compare)
{
    return compare_has_musts(compare) ? "Cheapest eligible" : "Cheapest";
}

static void add_eligible(Text *text, const DesignAnswer *design)
{
    text_add(text, !design ? "-" : design->ruled_out ? "no" : "yes");
    if (design && design->ruled_out)
        text_format(text, " (%s)", design->misses);
}

void compare_musts(Text *text, const Compare *compare, size_t design, const char *arrow)
{
    Text was = { 0 }, is = { 0 };

    add_eligible(&was, compare_before(compare, design));
    add_eligible(&is, compare_after(compare, design));
    if (strcmp(was.data, is.data) == 0)
        text_add(text, is.data);
    else
        text_format(text, "%s%s%s", was.data, arrow, is.data);
    text_free(&was);
    text_free(&is);
}

Summary compare_cost(const Compare *compare, const DesignAnswer *design)
{
    return design ? answer_summary(design, compare->before.answer->rank_key) : summary_unknown;
}

void compare_method(Text *text, const Attribution *why)
{
    char futures[48];

    text_add(text, "Shapley shares, ");
    if (why->orders > 0)
        text_format(text, "%zu sampled orders", why->orders);
    else
        text_add(text, "exact");
    text_format(text, ", %s", cell_futures(futures, why->trials));
}

Estimate compare_whole(const Attribution *why, size_t column)
{
    return (Estimate){ why->total[column].value + why->rest[column], why->total[column].se };
}

bool compare_has_rest(const Compare *compare)
{
    for (size_t k = 0; compare->why.rest && k < compare->why.columns; k++)
        if (!compare_is_nothing(compare, k, compare->why.rest[k]))
            return true;
    return false;
}

void compare_column(Text *text, const Compare *compare, size_t column)
{
    const Attribution *why = &compare->why;

    if (column < compare->design_count)
        text_add(text, compare_before(compare, column)->design->label);
    else
        text_format(text, "%s less %s", compare_before(compare, why->first)->design->label,
                    compare_before(compare, why->second)->design->label);
}

/* As small as half of the third digit of the median cost, of the dearer one of a pair. */
bool compare_is_nothing(const Compare *compare, size_t column, double amount)
{
    const Attribution *why = &compare->why;
    bool pair = column == compare->design_count;
    size_t a = pair ? why->first : column, b = pair ? why->second : column;
    double median =
        fmax(fabs(compare_cost(compare, compare_before(compare, a)).q[Q_P50].value),
             fabs(compare_cost(compare, compare_before(compare, b)).q[Q_P50].value));

    return fabs(amount) <= (median == 0 ? 0 : 0.5 * pow(10, floor(log10(median)) - 2));
}
