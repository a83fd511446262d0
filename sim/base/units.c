#include "sim/base/units.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef enum { PLAIN, SHARE, COMPOUND } Kind;

typedef struct {
    const char *symbol;
    double factor;
    signed char power[DIMS];
    Kind kind;
} UnitRow;

#define UNIT(id, symbol, factor, money, time, token, byte, flop, kind)                         \
    { symbol, factor, { money, time, token, byte, flop }, kind },
static const UnitRow units[] = {
#include "sim/base/units.def"
};
#undef UNIT

/* --- parsing ---------------------------------------------------------------- */

/* The words of units. Countable things carry no dimension. */
typedef struct {
    const char *name;
    double factor;
    int dim; /* -1: none */
} Atom;

static const Atom atoms[] = {
    { "%", 0.01, -1 },
    { "ms", 1e-3, DIM_TIME },
    { "us", 1e-6, DIM_TIME },
    { "s", 1, DIM_TIME },
    { "sec", 1, DIM_TIME },
    { "second", 1, DIM_TIME },
    { "seconds", 1, DIM_TIME },
    { "min", 60, DIM_TIME },
    { "minute", 60, DIM_TIME },
    { "minutes", 60, DIM_TIME },
    { "h", 3600, DIM_TIME },
    { "hour", 3600, DIM_TIME },
    { "hours", 3600, DIM_TIME },
    { "d", 86400, DIM_TIME },
    { "day", 86400, DIM_TIME },
    { "days", 86400, DIM_TIME },
    { "week", 7 * 86400, DIM_TIME },
    { "weeks", 7 * 86400, DIM_TIME },
    { "mo", SECONDS_PER_MONTH, DIM_TIME },
    { "month", SECONDS_PER_MONTH, DIM_TIME },
    { "months", SECONDS_PER_MONTH, DIM_TIME },
    { "year", 12 * SECONDS_PER_MONTH, DIM_TIME },
    { "years", 12 * SECONDS_PER_MONTH, DIM_TIME },
    { "yr", 12 * SECONDS_PER_MONTH, DIM_TIME },
    { "tok", 1, DIM_TOKEN },
    { "token", 1, DIM_TOKEN },
    { "tokens", 1, DIM_TOKEN },
    { "B", 1, DIM_BYTE },
    { "byte", 1, DIM_BYTE },
    { "bytes", 1, DIM_BYTE },
    { "KiB", 1024, DIM_BYTE },
    { "MiB", 1048576, DIM_BYTE },
    { "GiB", 1073741824, DIM_BYTE },
    { "TiB", 1099511627776, DIM_BYTE },
    { "FLOP", 1, DIM_FLOP },
    { "FLOPs", 1, DIM_FLOP },
    { "document", 1, -1 },
    { "documents", 1, -1 },
    { "docs", 1, -1 },
    { "request", 1, -1 },
    { "requests", 1, -1 },
    { "question", 1, -1 },
    { "questions", 1, -1 },
    { "answer", 1, -1 },
    { "answers", 1, -1 },
    { "example", 1, -1 },
    { "examples", 1, -1 },
    { "unit", 1, -1 },
    { "units", 1, -1 },
    { "search", 1, -1 },
    { "searches", 1, -1 },
    { "query", 1, -1 },
    { "queries", 1, -1 },
    { "chunk", 1, -1 },
    { "chunks", 1, -1 },
    { "vector", 1, -1 },
    { "vectors", 1, -1 },
    { "fact", 1, -1 },
    { "facts", 1, -1 },
    { "people", 1, -1 },
    { "GPU", 1, -1 },
    { "GPUs", 1, -1 },
    { "replica", 1, -1 },
    { "replicas", 1, -1 },
    { "retrain", 1, -1 },
    { "call", 1, -1 },
    { "calls", 1, -1 },
    { "params", 1, -1 },
    { "parameters", 1, -1 },
};

static double prefix_factor(char c)
{
    switch (c) {
    case 'k':
        return 1e3;
    case 'M':
        return 1e6;
    case 'G':
        return 1e9;
    case 'T':
        return 1e12;
    case 'P':
        return 1e15;
    default:
        return 0;
    }
}

static const Atom *find_atom(const char *name, size_t length)
{
    for (size_t i = 0; i < sizeof atoms / sizeof atoms[0]; i++)
        if (strlen(atoms[i].name) == length && strncmp(atoms[i].name, name, length) == 0)
            return &atoms[i];
    return NULL;
}

/* The signs and codes of money; code is the ISO name it stands for. */
static const char *money_word(const char *text, size_t *length, const Currency *money)
{
    static const struct {
        const char *sign, *code;
    } signs[] = {
        { "$", "USD" }, { "\u20ac", "EUR" }, { "\u00a3", "GBP" }, { "\u00a5", "JPY" }
    };

    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
        if (strncmp(text, signs[i].sign, strlen(signs[i].sign)) == 0)
            return *length = strlen(signs[i].sign), signs[i].code;
    if (strncmp(text, "USD", 3) == 0 && !isalnum((unsigned char)text[3]))
        return *length = 3, "USD";
    if (strncmp(text, money->code, 3) == 0 && !isalnum((unsigned char)text[3]))
        return *length = 3, money->code;
    return NULL;
}

/* One word of a unit: an atom, a prefixed atom (ktok, GB, TFLOPS), or a bare
 * prefix (k, M). Multiplies into m with the given sign of the exponent. */
static bool apply_word(Measure *m, const char *word, size_t length, int sign)
{
    double factor = 1;
    const Atom *atom = find_atom(word, length);

    if (!atom && length == 6 && strncmp(word + 1, "FLOPS", 5) == 0 &&
        prefix_factor(*word) > 0) {
        m->factor *= pow(prefix_factor(*word), sign);
        m->power[DIM_FLOP] = (signed char)(m->power[DIM_FLOP] + sign);
        m->power[DIM_TIME] = (signed char)(m->power[DIM_TIME] - sign);
        return true;
    }
    if (!atom && prefix_factor(*word) > 0) {
        factor = prefix_factor(*word);
        atom = length > 1 ? find_atom(word + 1, length - 1) : NULL;
        bool prefixable =
            atom && (atom->dim == DIM_TOKEN || atom->dim == DIM_BYTE || atom->dim == DIM_FLOP);
        if (length > 1 && !prefixable)
            return false;
    } else if (!atom) {
        return false;
    }
    if (atom) {
        factor *= atom->factor;
        if (atom->dim >= 0)
            m->power[atom->dim] = (signed char)(m->power[atom->dim] + sign);
        m->percent |= atom->name[0] == '%';
    }
    m->factor *= sign > 0 ? factor : 1 / factor;
    return true;
}

/* Money in the column is the scenario's currency; dollars convert. */
static bool apply_money(Measure *m, const char *code, const Currency *money, int sign)
{
    if (strcmp(code, money->code) != 0) {
        if (strcmp(code, "USD") != 0)
            return false;
        m->factor *= pow(money->per_usd, sign);
    }
    m->power[DIM_MONEY] = (signed char)(m->power[DIM_MONEY] + sign);
    return true;
}

bool measure_parse(Measure *measure, const char *text, const Currency *money, const char **end)
{
    Measure m = { .factor = 1 };
    int sign = 1;

    for (*end = text;;) {
        while (**end == ' ' || **end == '*')
            ++*end;
        if (**end == '\0')
            break;
        if (**end == '/' || strncmp(*end, "per ", 4) == 0) {
            *end += **end == '/' ? 1 : 4;
            sign = -1;
            continue;
        }
        size_t length = 0;
        const char *code = money_word(*end, &length, money);
        if (code) {
            if (!apply_money(&m, code, money, sign))
                return false;
        } else if (isdigit((unsigned char)**end)) {
            char *after;
            double number = strtod(*end, &after);
            if (!(number > 0) || !isfinite(number))
                return false;
            length = (size_t)(after - *end);
            m.factor *= sign > 0 ? number : 1 / number;
        } else {
            length = **end == '%' ? 1 : strcspn(*end, " /*%0123456789$");
            if (length == 0 || !apply_word(&m, *end, length, sign))
                return false;
        }
        *end += length;
    }
    *measure = m;
    return true;
}

/* --- columns ---------------------------------------------------------------- */

Measure unit_measure(Unit unit)
{
    Measure m = { .factor = units[unit].factor, .percent = units[unit].kind != PLAIN };
    memcpy(m.power, units[unit].power, sizeof m.power);
    return m;
}

bool unit_convert(double *value, Measure from, Unit to)
{
    if (memcmp(from.power, units[to].power, sizeof from.power) != 0)
        return false;
    if (units[to].kind == COMPOUND && from.percent) {
        /* factor is 0.01 / (seconds of the written period) */
        double periods = 0.01 * units[to].factor / from.factor;
        *value =
            fabs(periods - 1) < 1e-9 ? *value * 0.01 : expm1(log1p(*value * 0.01) / periods);
        return true;
    }
    *value *= from.factor / units[to].factor;
    return true;
}

char *unit_symbol(char *buffer, Unit unit, const Currency *money)
{
    const char *symbol = units[unit].symbol;
    if (symbol[0] == '$')
        snprintf(buffer, 32, "%s%s", money ? money->code : "USD", symbol + 1);
    else
        snprintf(buffer, 32, "%s", symbol);
    return buffer;
}

char *unit_of_data(char *buffer, Unit unit, const Currency *money)
{
    unit_symbol(buffer, unit, money);
    if (buffer[0] == '%') {
        size_t skip = 1 + (buffer[1] == ' ');
        memmove(buffer, buffer + skip, strlen(buffer + skip) + 1);
    }
    return buffer;
}

const char *unit_expected(Unit unit)
{
    static const char *const phrases[UNIT_COUNT] = {
        [UNIT_SHARE] = "a share, for example 5%..15%",
        [UNIT_SHARE_PER_MONTH] = "a share per time, for example 1%..4% /month",
        [UNIT_SHARE_PER_YEAR] = "a share per time, for example 1%..4% /month",
        [UNIT_SECONDS] = "a time, for example 200..500 ms",
        [UNIT_MINUTES] = "a time, for example 5 min",
        [UNIT_HOURS] = "a time, for example 40 h",
        [UNIT_WEEKS] = "a time, for example 6 weeks or 3 months",
        [UNIT_MONTHS] = "a time, for example 6 weeks or 3 months",
        [UNIT_PER_SECOND] = "a rate, for example 5k..20k /day",
        [UNIT_PER_DAY] = "a rate, for example 5k..20k /day",
        [UNIT_PER_MONTH_] = "a rate, for example 5k..20k /day",
        [UNIT_PER_YEAR] = "a rate, for example 5k..20k /day",
        [UNIT_HOURS_PER_MONTH] = "hours per month, for example 20 h/month",
        [UNIT_TOKENS] = "tokens, for example 120..420 tok",
        [UNIT_TOKENS_PER_SECOND] = "a token rate, for example 80 tok/s",
        [UNIT_BYTES] = "a size, for example 24 GB",
        [UNIT_GB] = "a size, for example 24 GB",
        [UNIT_GB_PER_SECOND] = "a bandwidth, for example 864 GB/s",
        [UNIT_TFLOPS] = "a speed, for example 362 TFLOPS",
        [UNIT_MONEY] = "money, for example $15k..$60k",
        [UNIT_MONEY_PER_MONTH] = "money per month, for example $500..$3k /month",
        [UNIT_MONEY_PER_WEEK] = "money per week, for example $2k /week",
        [UNIT_MONEY_PER_HOUR] = "money per hour, for example $80..$150 /h",
        [UNIT_MONEY_PER_MTOK] = "money per million tokens, for example $0.94 /Mtok",
        [UNIT_MONEY_PER_GB_MONTH] = "money per gigabyte and month, for example $0.33 /GB/month",
        [UNIT_MONEY_PER_GB] = "money per gigabyte, for example $0.10 /GB",
        [UNIT_MONEY_PER_MILLION] = "money per million, for example $16 /M units",
        [UNIT_MONEY_PER_1000] = "money per thousand, for example $2 /1000 searches",
    };
    return phrases[unit] ? phrases[unit] : "a number, for example 18k";
}

bool unit_is_money(Unit unit)
{
    return units[unit].power[DIM_MONEY] != 0;
}

bool unit_is_share(Unit unit)
{
    return units[unit].kind != PLAIN;
}
