/* chart_map.c - which design is cheapest along two inputs: the hue says which, the
 * lightness how surely. The scenario's own range is a box on it.
 */
#include <ctype.h>
#include <math.h>
#include <stdio.h>

#include "sim/output/cells.h"
#include "sim/output/csv_out.h"
#include "sim/output/map_view.h"
#include "sim/output/sweep_out.h"
#include "sim/output/words.h"

enum { HEIGHT = 452, RIGHT = 60 };

static const double toss_up = 0.55; /* as in verdicts */

static void add_data(ChartData *chart, const MapView *map)
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
            double chance = map_view_chance(map, cells, winner);
            csv_text(&chart->csv, s->x->texts[i]);
            csv_text(&chart->csv, s->y->texts[k]);
            csv_text(&chart->csv,
                     map_view_nobody(map, winner) ? "" : s->scenario->designs[winner].label);
            csv_number(&chart->csv, chance);
            csv_end_line(&chart->csv);
            text_format(&chart->script, "%zu %zu %u\n", i, k,
                        map_view_fill(map, cells, winner));
        }
    text_add(&chart->script, "E\n");
}

/* The names stand in the middle of the areas, inside the map, in type that fits. */
static void add_names(ChartData *chart, const MapView *map, double width)
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
        if (map_view_nobody(map, d))
            text_add(&names[count], "no design meets every must");
        else
            label_in_words(&names[count], &map->answer->designs[d]);
        size[count] = 11 + 9 * area;
        half = fit_width(names[count].data, size[count], true) / 2 / cell;
        x[count] = fmin(fmax(x[count], half), (double)s->x->count - 1 - half);
        text_format(
            &chart->script, "MAPINK[%zu] = %u\n", count + 1,
            map_view_ink(map, sweep_cells(s, (size_t)fmax(x[count], 0), (size_t)y[count]), d));
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
static void add_where(Text *out, const MapView *map, size_t design)
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

static Finding find(const MapView *map)
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

/* Of two designs; where the second one's area lies only if there is room to say so. */
static void add_two(Text *headline, const MapView *map, const Finding *found, const char *name,
                    const char *other)
{
    const double room = CANVAS_WIDTH - 2 * CANVAS_MARGIN;
    const char *begin = map->box.known ? "around this scenario" : "in most places";
    Text where = { 0 };

    text_add(&where, "");
    add_where(&where, map, found->second);
    if (found->reaches)
        text_format(headline, "This scenario's range reaches from %s to %s%s", name, other,
                    where.data);
    else
        text_format(headline, "%s is the cheapest %s; %s%s", name, begin, other, where.data);
    if (fit_width(headline->data, HEADLINE_LEAST, true) > room) {
        headline->length = 0;
        if (found->reaches)
            text_format(headline, "This scenario's range reaches from %s to %s", name, other);
        else
            text_format(headline, "%s is the cheapest %s, %s in other places", name, begin,
                        other);
    }
    text_free(&where);
}

static void add_headline(Text *headline, const MapView *map)
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
    } else {
        add_two(headline, map, &found, name.data, other.data);
    }
    text_free(&name);
    text_free(&other);
}

static void write_words(ChartData *chart, const MapView *map)
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
    Text title = { 0 };

    if (!chart->more.map)
        return fill_nothing(chart);
    const MapView map = map_view_make(chart->more.map, answer);
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
