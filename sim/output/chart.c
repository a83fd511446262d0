#include "sim/output/chart.h"

#include <string.h>

#include "sim/base/assets.h"
#include "sim/base/version.h"
#include "sim/output/cells.h"
#include "sim/output/glyphs.h"
#include "sim/output/gnuplot.h"
#include "sim/output/script.h"
#include "sim/output/svg.h"

#define CHART(name, question) &(const Chart){ #name, question, chart_fill_##name },
const Chart *const charts[] = {
#include "plots/charts.def"
};
#undef CHART

const size_t chart_count = sizeof charts / sizeof charts[0];

const Chart *chart_find(const char *name)
{
    for (size_t i = 0; i < chart_count; i++)
        if (strcmp(charts[i]->name, name) == 0)
            return charts[i];
    return NULL;
}

/* How to get the same picture again. */
static void add_footer(Text *footer, const Answer *answer)
{
    const Scenario *s = answer->scenario;
    const char *slash = strrchr(s->path, '/'), *file = slash ? slash + 1 : s->path;
    char count[48];

    cell_cut(footer, strcmp(file, "-") == 0 ? "standard input" : file, 40, false);
    text_format(footer, " %.7s", s->sha256);
    if (s->catalog_as_of)
        text_format(footer, " · catalog %s", s->catalog_as_of);
    text_format(footer, " · seed %llu · %s · %s, %d month%s, undiscounted",
                (unsigned long long)s->seed, cell_futures(count, answer->trials),
                s->currency.code, s->months, s->months == 1 ? "" : "s");
}

/* A line across the canvas: as large as fits, and cut if even small is too long. */
static void add_line(Text *script, const char *name, const char *text, bool bold, double most,
                     double least)
{
    const double room = CANVAS_WIDTH - 2 * CANVAS_MARGIN;
    double points = fit_points(text, bold, room, least, most);
    Text size = { 0 }, cut = { 0 };

    fit_text(&cut, text, points, bold, room);
    script_text(script, name, cut.data);
    text_format(&size, "%sPT", name);
    script_number(script, size.data, points);
    text_free(&size);
    text_free(&cut);
}

static bool add_asset(Text *script, const char *path, Error *err)
{
    const Asset *asset = asset_find(path);

    if (!asset)
        return fail_status(err, STATUS_BUG, "the script `%s` is not built in", path);
    text_add_n(script, asset->data, (size_t)(asset->end - asset->data));
    return true;
}

static bool build_script(Text *script, const Chart *chart, const ChartData *data,
                         const char *font, const char *footer, ChartType type, Error *err)
{
    static const char *const types[] = { "svg", "png", "pdf" };
    Text path = { 0 };

    script_text(script, "FMT", types[type]);
    script_text(script, "FONT", font);
    script_text(script, "FOOT", footer);
    script_text(script, "BRAND", "forkcast " FORKCAST_VERSION);
    add_line(script, "HEAD", data->headline.data, true, HEADLINE_POINTS, HEADLINE_LEAST);
    add_line(script, "SUBH", data->subtitle.data, false, 13, 10);
    text_format(&path, "plots/%s.gp", chart->name);
    bool built = add_asset(script, "plots/style.gp", err);
    text_add_n(script, data->script.data, data->script.length);
    built = built && add_asset(script, path.data, err);
    text_free(&path);
    return built;
}

static bool draw(Text *picture, const Chart *chart, const ChartData *data, const char *footer,
                 ChartType type, Error *err)
{
    const char *font = gnuplot_font();
    Text script = { 0 }, raw = { 0 };
    bool drawn = build_script(&script, chart, data, font, footer, type, err);

    if (drawn && type != CHART_SVG)
        glyphs_replace(&script);
    drawn = drawn && gnuplot_run(&raw, script.data, script.length, err);

    if (drawn && type == CHART_SVG) {
        Text description = { 0 };
        text_format(&description, "%s %s %s", data->subtitle.data, data->description.data,
                    footer);
        svg_finish(picture, raw.data, data->headline.data, description.data);
        text_free(&description);
    } else if (drawn) {
        text_add_n(picture, raw.data, raw.length);
    }
    text_free(&script);
    text_free(&raw);
    return drawn;
}

bool chart_draw(Text *picture, Text *csv, const Chart *chart, const Answer *answer,
                ChartType type, Error *err)
{
    return chart_draw_more(picture, csv, chart, answer, NULL, type, err);
}

bool chart_draw_more(Text *picture, Text *csv, const Chart *chart, const Answer *answer,
                     const ChartMore *more, ChartType type, Error *err)
{
    ChartData data = { .more = more ? *more : (ChartMore){ 0 } };
    Text footer = { 0 };

    if (answer->design_count > DESIGNS_MOST) {
        fail_status(err, STATUS_USAGE, "a chart has room for %d designs, not %zu", DESIGNS_MOST,
                    answer->design_count);
        return fail_help(err, "choose some of them with `--design`");
    }
    add_footer(&footer, answer);
    bool drawn =
        chart->fill(&data, answer, err) && draw(picture, chart, &data, footer.data, type, err);
    if (drawn)
        text_add_n(csv, data.csv.data, data.csv.length);
    text_free(&data.script);
    text_free(&data.csv);
    text_free(&data.headline);
    text_free(&data.subtitle);
    text_free(&data.description);
    text_free(&footer);
    return drawn;
}
