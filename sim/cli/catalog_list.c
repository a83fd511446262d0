/* catalog_list.c - `forkcast catalog list`: the entries of each kind as a table. */
#include <math.h>
#include <string.h>

#include "sim/cli/catalog_verbs.h"
#include "sim/cli/describe.h"
#include "sim/cli/terminal.h"
#include "sim/scenario/dates.h"

/* What a kind is looked up for: the columns of its table. */
enum { COLUMNS = 3, COLUMN_WIDTH = 9 };
typedef struct {
    const char *fact, *head;
} Column;

static const struct {
    const char *kind;
    Column columns[COLUMNS];
} tables[] = {
    { "architecture", { { "parameters", "weights" }, { "max_context", "context" } } },
    { "embedding", { { "price", "price" }, { "dims", "dims" } } },
    { "engine", { { "token_budget", "budget" }, { "max_sequences", "requests" } } },
    { "gpu", { { "price", "price" }, { "spot_price", "spot" }, { "memory", "memory" } } },
    { "labour", { { "engineer_rate", "engineer" }, { "expert_rate", "expert" } } },
    { "llm",
      { { "input_price", "input" },
        { "output_price", "output" },
        { "context_window", "context" } } },
    { "rerank", { { "price", "search" }, { "token_price", "tokens" } } },
    { "vector-db", { { "storage_price", "storage" }, { "minimum", "minimum" } } },
};

static const Column *columns_of(const char *kind)
{
    static const Column none[COLUMNS];

    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
        if (strcmp(tables[i].kind, kind) == 0)
            return tables[i].columns;
    return none;
}

/* --- one table ------------------------------------------------------------------------- */

static const char *full_name(const CatalogEntry *entry, Arena *arena)
{
    return arena_format(arena, "%s/%s", entry->kind, entry->name);
}

static int widest_name(const CatalogEntry *entries, size_t count, Arena *arena)
{
    int widest = 0;

    for (size_t i = 0; i < count; i++) {
        int width = text_width(full_name(&entries[i], arena));
        widest = width > widest ? width : widest;
    }
    return widest;
}

/* The unit of a column, and how wide the column is. */
static int unit_of(char symbol[32], const CatalogCall *call, const char *kind,
                   const Column *column)
{
    static const Currency dollars = { "USD", 1 };
    const Quantity *quantity = fact_quantity(&call->reader, kind, column->fact);

    symbol[0] = '\0';
    if (quantity)
        unit_symbol(symbol, quantity->unit, &dollars);
    int width = text_width(symbol) + 2;
    return width > COLUMN_WIDTH ? width : COLUMN_WIDTH;
}

static void add_heads(const CatalogCall *call, const char *kind, const Column *columns,
                      int name_width)
{
    char symbol[32];
    Text units = { 0 };

    describe_pad(call->out, kind, name_width);
    text_format(&units, "%*s", name_width, "");
    for (int c = 0; c < COLUMNS && columns[c].fact; c++) {
        int width = unit_of(symbol, call, kind, &columns[c]);
        describe_pad_left(call->out, columns[c].head, width);
        describe_pad_left(&units, symbol, width);
    }
    text_format(call->out, "  %-10s  days  confidence\n", "as of");
    size_t end = units.length;
    while (end > 0 && units.data[end - 1] == ' ')
        end--;
    text_add_n(call->out, units.data, end);
    text_add(call->out, end > 0 ? "\n" : "");
    text_free(&units);
}

static void add_row(const CatalogCall *call, const CatalogEntry *entry, const Column *columns,
                    int name_width, const char *day)
{
    char text[32];

    describe_pad(call->out, full_name(entry, call->arena), name_width);
    for (int c = 0; c < COLUMNS && columns[c].fact; c++) {
        double value = fact_of(&call->reader, entry, columns[c].fact);
        int width = unit_of(text, call, entry->kind, &columns[c]);
        describe_pad_left(call->out, isnan(value) ? "-" : text_number(text, value), width);
    }
    text_format(call->out, "  %s %5ld  %s\n", entry->as_of, date_days(entry->as_of, day),
                entry->confidence);
}

static void add_table(const CatalogCall *call, const CatalogEntry *entries, size_t count,
                      const char *day)
{
    const Column *columns = columns_of(entries->kind);
    int width = widest_name(entries, count, call->arena);

    add_heads(call, entries->kind, columns, width);
    for (size_t i = 0; i < count; i++)
        add_row(call, &entries[i], columns, width, day);
}

/* --- all --------------------------------------------------------------------------------- */

/* Tables of one kind, or of all (NULL); the number of tables. */
static size_t add_tables(const CatalogCall *call, const CatalogEntry *entries, size_t count,
                         const char *kind, const char *day)
{
    size_t tables_added = 0, next;

    for (size_t i = 0; i < count; i = next) {
        for (next = i; next < count && strcmp(entries[next].kind, entries[i].kind) == 0;)
            next++;
        if (kind && strcmp(entries[i].kind, kind) != 0)
            continue;
        text_add(call->out, tables_added++ > 0 ? "\n" : "");
        add_table(call, &entries[i], next - i, day);
    }
    return tables_added;
}

static Status list(CatalogCall *call, Error *err)
{
    const char *kind = call->count > 0 ? call->words[0] : NULL;
    const CatalogEntry *entries;
    Problems problems = { 0 };
    size_t count;

    catalog_list(&entries, &count, NULL, NULL, call->arena, &problems);
    const char *day = catalog_day(call, entries, count);
    size_t added = add_tables(call, entries, count, kind, day);
    if (!catalog_tell(call, &problems))
        return STATUS_SCENARIO;
    if (added == 0 && kind) {
        fail_status(err, STATUS_SCENARIO, "no kind of entry is called `%.80s`", kind);
        fail_help(err, "forkcast catalog list shows all kinds");
        return STATUS_SCENARIO;
    }
    if (terminal_watched(call->options))
        terminal_note(call->options,
                      "ranges show their mean, days are counted to %s\n"
                      "change one run with --set api.input_price=$0.50/Mtok\n",
                      day);
    return STATUS_OK;
}

const CatalogVerb catalog_verb_list = {
    .name = "list",
    .usage = "[KIND]",
    .options = OPTIONS(OPTION_AS_OF, OPTION_OUTPUT),
    .min_words = 0,
    .max_words = 1,
    .run = list,
};
