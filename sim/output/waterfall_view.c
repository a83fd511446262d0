#include "sim/output/waterfall_view.h"

#include <math.h>

#include "sim/output/script.h"

static const Color more = { 0x8C959F, 0x57606A }, less = { 0x56B4E9, 0x005B8E };

/* --- the steps -------------------------------------------------------------------------- */

static Estimate change_of(const Waterfall *w, const char *key)
{
    Estimate from = w->from ? components_mean(w->from, key) : (Estimate){ 0, 0 };
    Estimate to = components_mean(w->to, key);
    double before = isfinite(from.value) ? from.value : 0;
    double after = isfinite(to.value) ? to.value : 0;
    double error = hypot(isfinite(from.se) ? from.se : 0, isfinite(to.se) ? to.se : 0);

    return (Estimate){ after - before, error };
}

/* The largest increase first, the largest decrease last. */
static void add_step(Waterfall *w, WaterfallStep step)
{
    size_t k = w->count++;

    for (; k > 0 && w->steps[k - 1].change.value < step.change.value; k--)
        w->steps[k] = w->steps[k - 1];
    w->steps[k] = step;
}

Estimate waterfall_total(const Waterfall *w, const DesignAnswer *design)
{
    return answer_summary(design, w->answer->rank_key).mean;
}

void waterfall_make(Waterfall *w, const Answer *answer, size_t a, size_t b)
{
    const ComponentAnswer *found[COMPONENTS_MOST];
    size_t count = components_find(found, COMPONENTS_MOST, answer);

    *w = (Waterfall){ .answer = answer,
                      .from = a == b ? NULL : &answer->designs[a],
                      .to = &answer->designs[b] };
    w->begin = w->from ? waterfall_total(w, w->from).value : 0;
    w->end = waterfall_total(w, w->to).value;
    for (size_t i = 0; i < count; i++) {
        Estimate change = change_of(w, found[i]->key);
        if (fabs(change.value) > 5e-4 * fmax(fabs(w->begin), fabs(w->end)))
            add_step(w, (WaterfallStep){ found[i], change });
    }
}

/* --- the bars --------------------------------------------------------------------------- */

static WaterfallBar total_bar(const Waterfall *w, const DesignAnswer *design,
                              const Color *colors)
{
    return (WaterfallBar){
        .name = design->design->label,
        .end = waterfall_total(w, design).value,
        .amount = waterfall_total(w, design),
        .color = colors[design - w->answer->designs],
        .total = true,
    };
}

size_t waterfall_bars(WaterfallBar bars[BARS_MOST], const Waterfall *w)
{
    Color colors[DESIGNS_MOST];
    double level = w->begin;
    size_t count = 0;

    palette_pick(colors, w->answer);
    if (w->from)
        bars[count++] = total_bar(w, w->from, colors);
    for (size_t i = 0; i < w->count; i++) {
        const WaterfallStep *step = &w->steps[i];
        double next = level + step->change.value;
        bars[count++] = (WaterfallBar){ step->component->title,
                                        level,
                                        next,
                                        step->change,
                                        step->change.value > 0 ? more : less,
                                        false };
        level = next;
    }
    bars[count++] = total_bar(w, w->to, colors);
    return count;
}
