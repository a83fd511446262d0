/* chart_map.c - which design is cheapest along two inputs: the hue says which, the
 * lightness how surely. The scenario's own range is a box on it.
 */
#include <ctype.h>
#include <math.h>
#include <stdio.h>

#include "sim/output/cells.h"
#include "sim/output/csv_out.h"
#include "sim/output/map_layout.h"
#include "sim/output/palette.h"
#include "sim/output/script.h"
#include "sim/output/sweep_out.h"
#include "sim/output/words.h"

enum { HEIGHT = 452, RIGHT = 60, STEPS = 3 };

/* Above these chances of being the cheapest a colour is strong, or middling. */
static const double sure[STEPS - 1] = { 0.8, 0.6 };
static const double toss_up = 0.55; /* as in verdicts */
static const double white[STEPS] = { 0.24, 0.61, 0.865 };
static const Color nobody = { 0xD8DCE0, 0x57606A };
static const char *const nobody_words = "no design meets every must";

/* The design that a cell belongs to, and its colour. */
typedef struct {
    const Sweep *sweep;
    const Answer *answer;
    Color colors[DESIGNS_MOST];
    MapBox box;
    /* behind the designs: nobody */
    double cells[DESIGNS_MOST + 1], boxed[DESIGNS_MOST + 1]; /* how many each has      */
    double x[DESIGNS_MOST + 1], y[DESIGNS_MOST + 1];         /* the mean place of them */
    double most; /* the highest chance of a winner */
} Map;

static bool is_nobody(const Map *map, size_t winner)
{
    return winner == map->answer->design_count;
}

static double chance_of(const Map *map, const SweepCell *cells, size_t winner)
{
    return is_nobody(map, winner) ? (double)NAN : cells[winner].cheapest.value;
}

static unsigned color_of(const Map *map, size_t winner, double chance)
{
    int step = 0;

    if (is_nobody(map, winner))
        return nobody.fill;
    while (step < STEPS - 1 && chance <= sure[step])
        step++;
    return palette_tint(map->colors[winner].fill, white[step]);
}

static bool in_box(const MapBox *box, size_t i, size_t k)
{
    return box->known && (double)i + 0.5 > box->left && (double)i - 0.5 < box->right &&
           (double)k + 0.5 > box->bottom && (double)k - 0.5 < box->top;
}

static void study(Map *map)
{
    const Sweep *s = map->sweep;

    for (size_t k = 0; k < s->y->count; k++)
        for (size_t i = 0; i < s->x->count; i++) {
            const SweepCell *cells = sweep_cells(s, i, k);
            size_t winner = sweep_winner(s, cells);
            map->most = fmax(map->most, chance_of(map, cells, winner));
            map->cells[winner]++;
            map->boxed[winner] += in_box(&map->box, i, k);
            map->x[winner] += (double)i;
            map->y[winner] += (double)k;
        }
    for (size_t d = 0; d < s->scenario->design_count; d++)
        if (map->cells[d] > 0) {
            map->x[d] /= map->cells[d];
            map->y[d] /= map->cells[d];
        }
}

static void add_data(ChartData *chart, const Map *map)
{
    const Sweep *s = map->sweep;

    csv_text(&chart->csv, s->x->key);
    csv_text(&chart->csv, s->y->key);
    csv_text(&chart->csv, "cheapest");
    csv_text(&chart->csv, "chance_of_cheapest");
    csv_end_line(&chart->csv);
    text_add(&chart->script, "$Map << E\n");
    for (size_t k = 0; k < s->y->count; k++)
        for (size_t i = 0; i < s->x->count; i++) {
            const SweepCell *cells = sweep_cells(s, i, k);
            size_t winner = sweep_winner(s, cells);
            double chance = chance_of(map, cells, winner);
            csv_text(&chart->csv, s->x->texts[i]);
            csv_text(&chart->csv, s->y->texts[k]);
            csv_text(&chart->csv,
                     is_nobody(map, winner) ? "" : s->scenario->designs[winner].label);
            csv_number(&chart->csv, chance);
            csv_end_line(&chart->csv);
            text_format(&chart->script, "%zu %zu %u\n", i, k, color_of(map, winner, chance));
        }
    text_add(&chart->script, "E\n");
}

/* Dark on pale colours, white on strong ones. */
static unsigned ink_of(const Map *map, size_t d, double x, double y)
{
    const SweepCell *cells = sweep_cells(map->sweep, (size_t)fmax(x, 0), (size_t)y);

    if (is_nobody(map, d))
        return nobody.text;
    bool strong =
        color_of(map, d, cells[d].cheapest.value) == palette_tint(map->colors[d].fill, *white);
    return strong ? 0xFFFFFF : map->colors[d].text;
}

/* The names stand in the middle of the areas, inside the map, in type that fits. */
static void add_names(ChartData *chart, const Map *map, double width)
{
    enum { MOST = DESIGNS_MOST + 1 };
    const Sweep *s = map->sweep;
    double x[MOST], y[MOST], size[MOST], cell = width / (double)s->x->count;
    const char *texts[MOST];
    Text names[MOST] = { 0 };
    size_t count = 0;

    text_format(&chart->script, "array MAPINK[%d]\n", MOST);
    for (size_t d = 0; d <= map->answer->design_count; d++) {
        if (!map_middle(&x[count], &y[count], s, &map->box, d))
            continue;
        double half, area = fmin(1, map->cells[d] / (double)s->count * 6);
        if (is_nobody(map, d))
            text_add(&names[count], nobody_words);
        else
            label_in_words(&names[count], &map->answer->designs[d]);
        size[count] = 11 + 9 * area;
        half = fit_width(names[count].data, size[count], true) / 2 / cell;
        x[count] = fmin(fmax(x[count], half), (double)s->x->count - 1 - half);
        text_format(&chart->script, "MAPINK[%zu] = %u\n", count + 1,
                    ink_of(map, d, x[count], y[count]));
        texts[count] = names[count].data;
        count++;
    }
    script_number(&chart->script, "NAMES", (double)count);
    script_numbers(&chart->script, "NAMEX", x, count);
    script_numbers(&chart->script, "NAMEY", y, count);
    script_numbers(&chart->script, "NAMESIZE", size, count);
    script_texts(&chart->script, "MAPNAME", texts, count);
    for (size_t i = 0; i < count; i++)
        text_free(&names[i]);
}

static void add_box(ChartData *chart, const MapBox *box)
{
    const MapBox at = box->known ? *box : (MapBox){ 0 };

    script_number(&chart->script, "BOX", box->known);
    script_number(&chart->script, "BOXLEFT", at.left);
    script_number(&chart->script, "BOXRIGHT", at.right);
    script_number(&chart->script, "BOXLOW", at.bottom);
    script_number(&chart->script, "BOXHIGH", at.top);
    script_number(&chart->script, "BOXX", at.x);
    script_number(&chart->script, "BOXY", at.y);
}

/* --- words ------------------------------------------------------------------------------ */

static const char *title_of(Text *out, const SweepInput *input)
{
    out->length = 0;
    cell_cut(out, input->quantity ? input->quantity->title : input->key, 40, false);
    return out->data;
}

/* " at high requests per day and low knowledge gap", by where the area lies against the
 * middle of the map. */
static void add_where(Text *out, const Map *map, size_t design)
{
    const double apart = 0.12;
    const SweepInput *inputs[2] = { map->sweep->x, map->sweep->y };
    double place[2] = { map->x[design], map->y[design] };
    bool said = false;

    for (int a = 0; a < 2; a++) {
        double middle = ((double)inputs[a]->count - 1) / 2;
        double off = (place[a] - middle) / (double)inputs[a]->count;
        Text title = { 0 };
        if (fabs(off) < apart || isnan(map_place(inputs[a], inputs[a]->values[0])))
            continue;
        title_of(&title, inputs[a]);
        title.data[0] = (char)tolower((unsigned char)title.data[0]);
        text_format(out, "%s%s %s", said ? " and " : " at ", off > 0 ? "high" : "low",
                    title.data);
        text_free(&title);
        said = true;
    }
}

/* The design with most of something, other than one; or that one. */
static size_t most_of(const double *amount, size_t count, size_t other)
{
    size_t best = other == 0 && count > 1 ? 1 : 0;

    for (size_t d = 0; d < count; d++)
        if (d != other && amount[d] > amount[best])
            best = d;
    return best;
}

/* The designs that the headline is about: most of the scenario's own range, or of the map,
 * is the first one's; the second one's is the next of that. */
typedef struct {
    size_t first, second;
    bool reaches; /* the second has some of the scenario's own range */
} Finding;

static Finding find(const Map *map)
{
    size_t count = map->answer->design_count;
    bool boxed = map->box.known && map->boxed[most_of(map->boxed, count, count)] > 0;
    const double *amount = boxed ? map->boxed : map->cells;
    Finding found = { .first = most_of(amount, count, count) };

    found.second = most_of(amount, count, found.first);
    found.reaches = boxed && found.second != found.first && amount[found.second] > 0;
    if (!found.reaches)
        found.second = most_of(map->cells, count, found.first);
    return found;
}

static void add_headline(Text *headline, const Map *map)
{
    const Finding found = find(map);
    Text name = { 0 }, other = { 0 };

    label_in_words(&name, &map->answer->designs[found.first]);
    label_in_words(&other, &map->answer->designs[found.second]);
    if (map->cells[found.first] == 0) {
        text_add(headline, "No design meets every must anywhere on this map");
    } else if (found.second == found.first || map->cells[found.second] == 0) {
        bool everywhere = map->cells[map->answer->design_count] == 0;
        text_format(headline,
                    map->most <= toss_up ? "%s is never clearly the cheapest, nor is another"
                    : everywhere         ? "%s is the cheapest everywhere on this map"
                                 : "%s is the cheapest wherever any design meets every must",
                    name.data);
    } else if (found.reaches) {
        text_format(headline, "This scenario's range reaches from %s to %s", name.data,
                    other.data);
        add_where(headline, map, found.second);
    } else {
        text_format(headline, "%s is the cheapest %s; %s", name.data,
                    map->box.known ? "around this scenario" : "in most places", other.data);
        add_where(headline, map, found.second);
    }
    text_free(&name);
    text_free(&other);
}

static void write_words(ChartData *chart, const Map *map)
{
    const Sweep *s = map->sweep;
    char count[32], percent[32];
    Text name = { 0 };

    add_headline(&chart->headline, map);
    text_format(&chart->subtitle,
                "Lowest average cost over %s. Strong colour: the cheapest in over 80%% of "
                "futures; pale: in under 60%%. %s futures a point.",
                words_months(percent, s->scenario->months), cell_count(count, s->trials));
    sweep_ruled_out(&chart->description, s);
    for (size_t d = 0; d < map->answer->design_count; d++)
        if (map->cells[d] > 0)
            text_format(&chart->description, "%s is the cheapest on %s of the map. ",
                        label_in_words(&name, &map->answer->designs[d]),
                        text_percent(percent, map->cells[d] / (double)s->count));
    text_free(&name);
}

/* Without two inputs there is no map. */
static bool fill_nothing(ChartData *chart)
{
    script_number(&chart->script, "DRAWN", 0);
    script_text(&chart->script, "NOTE", "A map needs two inputs: -x KEY=LO..HI -y KEY=LO..HI");
    text_add(&chart->headline, "No map");
    text_add(&chart->subtitle, "Which design is the cheapest, along two inputs");
    csv_text(&chart->csv, "cheapest");
    csv_end_line(&chart->csv);
    return true;
}

bool chart_fill_map(ChartData *chart, const Answer *answer, Error *err)
{
    Map map = { .sweep = chart->more.map, .answer = answer };
    Text title = { 0 };

    if (!map.sweep)
        return fill_nothing(chart);
    palette_pick(map.colors, answer);
    map.box = map_box(map.sweep);
    study(&map);
    double left = map_tic_room(map.sweep->y) + CANVAS_MARGIN + 34;
    double width = CANVAS_WIDTH - left - RIGHT;
    script_number(&chart->script, "DRAWN", 1);
    script_number(&chart->script, "LEFT", left);
    script_number(&chart->script, "WIDTH", width);
    script_number(&chart->script, "HEIGHT", HEIGHT);
    script_number(&chart->script, "COLUMNS", (double)map.sweep->x->count);
    script_number(&chart->script, "ROWS", (double)map.sweep->y->count);
    script_text(&chart->script, "XTITLE", title_of(&title, map.sweep->x));
    script_text(&chart->script, "YTITLE", title_of(&title, map.sweep->y));
    map_tics(&chart->script, map.sweep->x, 'x');
    map_tics(&chart->script, map.sweep->y, 'y');
    add_names(chart, &map, width);
    add_box(chart, &map.box);
    add_data(chart, &map);
    write_words(chart, &map);
    text_free(&title);
    return true;
}
