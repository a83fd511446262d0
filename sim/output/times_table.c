#include "sim/output/times_table.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "sim/output/cells.h"
#include "sim/output/costs.h"

enum { TIME_WIDTH = 9, RANGE_WIDTH = 19 };

static bool has_times(const DesignAnswer *design)
{
    return answer_result(design, "latency.request.p50");
}

/* --- percentiles ------------------------------------------------------------------------ */

static void write_percentile(const Page *page, const DesignAnswer *design, const char *key)
{
    Summary time = answer_summary(design, key);
    char middle[32], low[32], high[32], range[96];

    page_right(page, cell_duration(middle, time.q[Q_P50]), TIME_WIDTH);
    snprintf(range, sizeof range, "%s to %s", cell_duration(low, time.q[Q_P10]),
             cell_duration(high, time.q[Q_P90]));
    text_add(page->out, "  ");
    page_left(page, isinf(time.q[Q_P10].value) ? low : range, RANGE_WIDTH);
}

static void write_percentiles(const Page *page)
{
    text_add(page->out, "\n");
    page_left(page, "Response time", page->label);
    page_right(page, "P50", TIME_WIDTH);
    text_add(page->out, "  ");
    page_left(page, "8 in 10 futures", RANGE_WIDTH);
    page_right(page, "P95", TIME_WIDTH);
    text_add(page->out, "  8 in 10 futures\n");
    for (size_t k = 0; k < page->answer->design_count; k++) {
        const DesignAnswer *design = page_ranked(page, k);
        if (!has_times(design))
            continue;
        page_left(page, design->design->label, page->label);
        write_percentile(page, design, "latency.request.p50");
        write_percentile(page, design, "latency.request.p95");
        page_end_line(page);
    }
}

/* --- shares in time ------------------------------------------------------------------- */

/* "P95 under 12 s (must)" */
static void limit_heading(char *heading, size_t size, const RequirementAnswer *item)
{
    snprintf(heading, size, "%.60s (%s)", item->what,
             item->requirement->level == MUST ? "must" : "want");
}

static int limit_width(const RequirementAnswer *item)
{
    char heading[80];

    limit_heading(heading, sizeof heading, item);
    return text_width(heading) + 2;
}

/* "98%  missed (89%)": the share of requests, and where that is too seldom enough, the
 * share of futures in which it is. */
static void write_share(const Page *page, const RequirementAnswer *item)
{
    char share[32], chance[32], cell[96];

    snprintf(cell, sizeof cell, "%s  %s", cell_percent(share, item->within.mean.value),
             item->met ? "met" : "missed");
    if (!item->met)
        snprintf(cell + strlen(cell), sizeof cell - strlen(cell), " (%s)",
                 cell_percent(chance, item->chance.value));
    text_add(page->out, "  ");
    page_left(page, cell, limit_width(item) - 2);
}

/* The requirements first..end-1 that are of times, a column for each. */
static void write_limits(const Page *page, size_t first, size_t end)
{
    const Answer *answer = page->answer;
    char heading[80];

    text_add(page->out, "\n");
    page_left(page, "Share in time", page->label);
    for (size_t i = first; i < end; i++) {
        const RequirementAnswer *item = &page_ranked(page, 0)->requirements[i];
        limit_heading(heading, sizeof heading, item);
        if (item->requirement->kind != REQUIRE_LATENCY)
            continue;
        text_add(page->out, "  ");
        cell_cut(page->out, heading, PAGE_WIDTH - page->label - 2, page->style->ascii);
    }
    page_end_line(page);
    for (size_t k = 0; k < answer->design_count; k++) {
        const DesignAnswer *design = page_ranked(page, k);
        page_left(page, design->design->label, page->label);
        for (size_t i = first; i < end; i++)
            if (design->requirements[i].requirement->kind == REQUIRE_LATENCY)
                write_share(page, &design->requirements[i]);
        page_end_line(page);
    }
}

/* As many columns at a time as fit. */
static void write_all_limits(const Page *page)
{
    const RequirementAnswer *items = page_ranked(page, 0)->requirements;
    size_t count = items ? page->answer->scenario->requirement_count : 0, first = 0;
    int width = page->label, columns = 0;

    for (size_t i = 0; i < count; i++) {
        if (items[i].requirement->kind != REQUIRE_LATENCY)
            continue;
        if (columns > 0 && width + limit_width(&items[i]) > PAGE_WIDTH) {
            write_limits(page, first, i);
            first = i;
            width = page->label;
        }
        width += limit_width(&items[i]);
        columns++;
    }
    if (columns > 0) {
        write_limits(page, first, count);
        text_add(page->out, "(of requests; in brackets the chance that a future is in time)\n");
    }
}

/* --- all together --------------------------------------------------------------------- */

static void write_saturation(const Page *page)
{
    bool first = true;

    for (size_t k = 0; k < page->answer->design_count; k++) {
        const char *sentence = page_ranked(page, k)->saturation.sentence;
        if (!sentence)
            continue;
        text_add(page->out, first ? "\n" : "");
        page_wrapped(page, "", sentence);
        first = false;
    }
}

void times_write(const Page *page)
{
    bool known = false;

    for (size_t d = 0; d < page->answer->design_count; d++)
        known = known || has_times(&page->answer->designs[d]);
    if (known)
        write_percentiles(page);
    if (known)
        write_all_limits(page);
    write_saturation(page);
}
