#include "sim/cli/terminal.h"

#include <langinfo.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "sim/engine/ranks.h"

static bool is_set(const char *variable)
{
    const char *value = getenv(variable);
    return value && value[0] != '\0';
}

static bool is_dumb(void)
{
    const char *term = getenv("TERM");
    return !term || strcmp(term, "dumb") == 0;
}

/* What several processes say is passed on by their launcher, which gives them a terminal
 * of its own to speak to, whatever it passes it on to. */
static bool is_terminal(int fd)
{
    return isatty(fd) && ranks_count() == 1;
}

bool terminal_color(const Options *options, FILE *stream)
{
    if (options->color && strcmp(options->color, "auto") != 0)
        return strcmp(options->color, "always") == 0;
    if (is_set("NO_COLOR"))
        return false;
    const char *force = getenv("CLICOLOR_FORCE");
    if (force && force[0] != '\0' && strcmp(force, "0") != 0)
        return true;
    return is_terminal(fileno(stream)) && !is_dumb();
}

bool terminal_ascii(const Options *options)
{
    return options->ascii || strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
}

/* Columns of the terminal: as people set them, else as it says itself. */
static int columns(void)
{
    enum { USUAL = 80, NARROWEST = 40, WIDEST = 1000 };
    const char *set = getenv("COLUMNS");
    struct winsize size;
    long width = set ? strtol(set, NULL, 10) : 0;

    if (!is_terminal(STDOUT_FILENO))
        return USUAL;
    if (width <= 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
        width = size.ws_col;
    return width >= NARROWEST && width <= WIDEST ? (int)width : USUAL;
}

Style terminal_style(const Options *options)
{
    bool to_file = options->output && strcmp(options->output, "-") != 0;
    bool forced = options->color && strcmp(options->color, "always") == 0;

    return (Style){
        .color = to_file ? forced : terminal_color(options, stdout),
        .ascii = terminal_ascii(options),
        .by_month = options->by_month,
        .width = columns(),
    };
}

bool terminal_watched(const Options *options)
{
    return !options->quiet && is_terminal(STDERR_FILENO) && !is_dumb();
}

Status terminal_fail(const Options *options, const Error *err)
{
    bool in_option = err->where.file && err->where.file[0] == '-';

    error_print(err, "error", terminal_color(options, stderr), stderr);
    return in_option && err->status == STATUS_SCENARIO ? STATUS_USAGE : err->status;
}

void terminal_note(const Options *options, const char *format, ...)
{
    va_list args;

    if (options->quiet)
        return;
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
}
