#include <assert.h>
#include <math.h>

#include "sim/base/text.h"
#include "sim/output/fit.h"
#include "sim/output/gnuplot.h"
#include "sim/output/map_layout.h"

enum { LIST_TICS = 8, TIC_SIZE = 12 };

double map_place(const SweepInput *input, double value)
{
    double low = input->values[0], high = input->values[input->count - 1];
    double last = (double)(input->count - 1);

    if (input->spacing == SPACING_LIST || !(high > low))
        return NAN;
    if (input->spacing == SPACING_LOG)
        return value > 0 ? last * log(value / low) / log(high / low) : -INFINITY;
    return last * (value - low) / (high - low);
}

/* --- tics -------------------------------------------------------------------------------- */

typedef struct {
    double at;
    char text[48];
} Tic;

enum { TICS_MOST = 32 };

static void add_tic(Tic *tics, size_t *count, const SweepInput *input, double value)
{
    double at = map_place(input, value);

    assert(input->quantity); /* references have no tics in between */
    if (*count == TICS_MOST || at < -0.5 || at > (double)input->count - 0.5)
        return;
    tics[*count].at = at;
    text_value(tics[*count].text, value, input->quantity->unit, &input->currency);
    (*count)++;
}

/* Steps of 1, 2, 5 or only of whole decades. */
static void list_decades(Tic *tics, size_t *count, const SweepInput *input, double scale)
{
    static const double steps[] = { 1, 2, 5 };
    double low = input->values[0] * scale, high = input->values[input->count - 1] * scale;
    size_t stride = log10(high / low) > 2.4 ? 3 : 1;

    for (double power = pow(10, floor(log10(low))); power <= high; power *= 10)
        for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i += stride)
            add_tic(tics, count, input, steps[i] * power / scale);
}

static void list_steps(Tic *tics, size_t *count, const SweepInput *input, double scale)
{
    double low = input->values[0] * scale, high = input->values[input->count - 1] * scale;
    double power = pow(10, floor(log10((high - low) / 5))), share = (high - low) / 5 / power;
    double step = power * (share <= 1.4 ? 1 : share <= 3 ? 2 : share <= 7 ? 5 : 10);

    for (double k = ceil(low / step); k * step <= high * (1 + 1e-12); k++)
        add_tic(tics, count, input, k * step / scale);
}

static size_t list_tics(Tic *tics, const SweepInput *input)
{
    size_t count = 0, stride = (input->count + LIST_TICS - 1) / LIST_TICS;
    double scale = input->quantity && unit_is_share(input->quantity->unit) ? 100 : 1;

    if (!isnan(map_place(input, input->values[0]))) {
        (input->spacing == SPACING_LOG ? list_decades : list_steps)(tics, &count, input, scale);
        return count;
    }
    for (size_t i = 0; i < input->count && count < TICS_MOST; i += stride) {
        Text cut = { 0 };
        fit_text(&cut, input->texts[i], TIC_SIZE, false, 150);
        tics[count].at = (double)i;
        snprintf(tics[count++].text, sizeof tics->text, "%.47s", cut.data);
        text_free(&cut);
    }
    return count;
}

/* Labels of tics are printf formats: a per cent sign is doubled. */
static void add_quoted(Text *script, const char *label)
{
    Text doubled = { 0 };

    for (; *label; label++)
        text_add_n(&doubled, *label == '%' ? "%%" : label, *label == '%' ? 2 : 1);
    gnuplot_quote(script, doubled.data ? doubled.data : "");
    text_free(&doubled);
}

void map_tics(Text *script, const SweepInput *input, char which)
{
    Tic tics[TICS_MOST];
    size_t count = list_tics(tics, input);

    text_format(script, "set %ctics (", which);
    for (size_t i = 0; i < count; i++) {
        text_add(script, i > 0 ? ", " : "");
        add_quoted(script, tics[i].text);
        text_format(script, " %.6g", tics[i].at);
    }
    text_add(script, ")\n");
}

double map_tic_room(const SweepInput *input)
{
    Tic tics[TICS_MOST];
    size_t count = list_tics(tics, input);
    double room = 0;

    for (size_t i = 0; i < count; i++)
        room = fmax(room, fit_width(tics[i].text, TIC_SIZE, false));
    return room;
}

/* --- areas -------------------------------------------------------------------------------- */

static double cut(double at, size_t count)
{
    return fmin(fmax(at, -0.5), (double)count - 0.5);
}

MapBox map_box(const Sweep *sweep)
{
    const SweepInput *x = sweep->x, *y = sweep->y;
    double left = map_place(x, sweep_input_own(x, 0.1));
    double right = map_place(x, sweep_input_own(x, 0.9));
    double bottom = map_place(y, sweep_input_own(y, 0.1));
    double top = map_place(y, sweep_input_own(y, 0.9));
    MapBox box = { .left = cut(left, x->count),
                   .right = cut(right, x->count),
                   .bottom = cut(bottom, y->count),
                   .top = cut(top, y->count),
                   .x = map_place(x, sweep_input_own(x, 0.5)),
                   .y = map_place(y, sweep_input_own(y, 0.5)) };

    /* comparisons with NAN are false */
    box.known = left <= right && bottom <= top && box.right > -0.5 && box.top > -0.5 &&
                box.left < (double)x->count - 0.5 && box.bottom < (double)y->count - 0.5;
    box.whole = box.known && box.left == left && box.right == right && box.bottom == bottom &&
                box.top == top;
    return box;
}

/* What a name may not stand on, besides other winners: the box, and where the winner is
 * not this sure. */
typedef struct {
    const Sweep *sweep;
    const MapBox *box;
    size_t winner;
    double chance;
} Ground;

static bool is_free(const Ground *g, long i, long k)
{
    if (i < 0 || k < 0 || i >= (long)g->sweep->x->count || k >= (long)g->sweep->y->count)
        return false;
    const SweepCell *cells = sweep_cells(g->sweep, (size_t)i, (size_t)k);
    bool boxed = g->box->known && (double)i + 0.5 > g->box->left &&
                 (double)i - 0.5 < g->box->right && (double)k + 0.5 > g->box->bottom &&
                 (double)k - 0.5 < g->box->top;
    bool none = g->winner == g->sweep->scenario->design_count;
    return !boxed && sweep_winner(g->sweep, cells) == g->winner &&
           (none || cells[g->winner].cheapest.value > g->chance);
}

/* How far the square around a cell can grow before it meets anything else. Names are wider
 * than high: steps up and down count double. */
static long reach(const Ground *g, long i, long k)
{
    for (long r = 0;; r++)
        for (long dk = -r / 2; dk <= r / 2; dk++)
            for (long di = -r; di <= r; di++)
                if (!is_free(g, i + di, k + dk))
                    return r;
}

/* Of equally good cells the one nearest to half the height of the map. */
static long find_middle(double *x, double *y, const Ground *g)
{
    double half = ((double)g->sweep->y->count - 1) / 2;
    long most = 0;

    for (size_t k = 0; k < g->sweep->y->count; k++)
        for (size_t i = 0; i < g->sweep->x->count; i++) {
            long room = reach(g, (long)i, (long)k);
            bool nearer = most > 0 && fabs((double)k - half) < fabs(*y - half);
            if (room == 0 || room < most || (room == most && !nearer))
                continue;
            most = room;
            *x = (double)i;
            *y = (double)k;
        }
    return most;
}

bool map_middle(double *x, double *y, const Sweep *sweep, const MapBox *box, size_t winner)
{
    static const double chances[] = { 0.8, 0.6, -1 };
    const long enough = 3;
    const MapBox none = { 0 };

    for (size_t c = 0; c < sizeof chances / sizeof chances[0]; c++)
        if (find_middle(x, y, &(Ground){ sweep, box, winner, chances[c] }) >= enough)
            return true;
    return find_middle(x, y, &(Ground){ sweep, box, winner, -1 }) > 0 ||
           find_middle(x, y, &(Ground){ sweep, &none, winner, -1 }) > 0;
}
