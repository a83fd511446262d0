#include "sim/output/map_view.h"

#include <math.h>

enum { STEPS = 3 };

/* Above these chances of being the cheapest a colour is strong, or middling. */
static const double sure[STEPS - 1] = { 0.8, 0.6 };
static const double white[STEPS] = { 0.24, 0.61, 0.865 };
static const Color nobody = { 0xD8DCE0, 0x57606A };

bool map_view_nobody(const MapView *view, size_t winner)
{
    return winner == view->answer->design_count;
}

double map_view_chance(const MapView *view, const SweepCell *cells, size_t winner)
{
    return map_view_nobody(view, winner) ? (double)NAN : cells[winner].cheapest.value;
}

static int step_of(double chance)
{
    int step = 0;

    while (step < STEPS - 1 && chance <= sure[step])
        step++;
    return step;
}

unsigned map_view_fill(const MapView *view, const SweepCell *cells, size_t winner)
{
    double chance = map_view_chance(view, cells, winner);

    if (map_view_nobody(view, winner))
        return nobody.fill;
    return palette_tint(view->colors[winner].fill, white[step_of(chance)]);
}

unsigned map_view_ink(const MapView *view, const SweepCell *cells, size_t winner)
{
    double chance = map_view_chance(view, cells, winner);
    bool strong = !map_view_nobody(view, winner) && step_of(chance) == 0;

    return strong ? 0xFFFFFF : view->colors[winner].text;
}

static bool in_box(const MapBox *box, size_t i, size_t k)
{
    return box->known && (double)i + 0.5 > box->left && (double)i - 0.5 < box->right &&
           (double)k + 0.5 > box->bottom && (double)k - 0.5 < box->top;
}

static void count_point(MapView *view, size_t i, size_t k)
{
    const SweepCell *cells = sweep_cells(view->sweep, i, k);
    size_t winner = sweep_winner(view->sweep, cells);

    view->most = fmax(view->most, map_view_chance(view, cells, winner));
    view->cells[winner]++;
    view->boxed[winner] += in_box(&view->box, i, k);
    view->x[winner] += (double)i;
    view->y[winner] += (double)k;
}

MapView map_view_make(const Sweep *sweep, const Answer *answer)
{
    MapView view = { .sweep = sweep, .answer = answer, .box = map_box(sweep) };

    palette_pick(view.colors, answer);
    view.colors[answer->design_count] = nobody;
    for (size_t k = 0; k < sweep->y->count; k++)
        for (size_t i = 0; i < sweep->x->count; i++)
            count_point(&view, i, k);
    for (size_t d = 0; d <= answer->design_count; d++)
        if (view.cells[d] > 0) {
            view.x[d] /= view.cells[d];
            view.y[d] /= view.cells[d];
        }
    return view;
}
