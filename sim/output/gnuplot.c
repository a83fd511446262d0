/* gnuplot.c - a child process that draws.
 *
 * gnuplot can start programs and write files, so it is given nothing to do it
 * with: no file names, no start-up file (-d), a bare environment, and limits on
 * time and memory. The script goes in through a socket rather than a pipe because
 * writing to a socket can be told not to raise a signal when the reader is gone.
 */
#include "sim/output/gnuplot.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

enum { TIMEOUT_MS = 10000, CPU_SECONDS = 20, NOT_FOUND = 127, OUTPUT_MOST = 64 << 20 };
static const rlim_t memory_most = (rlim_t)2 << 30;

/* --- text ----------------------------------------------------------------------- */

/* An octal escape that begins with 0 may have four digits, so a digit that follows an
 * escape is escaped too. */
void gnuplot_quote(Text *script, const char *text)
{
    bool escaped = false;

    text_add(script, "\"");
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        bool harmless = c < 0x80 && (isalpha(c) || strchr(" ,.:;()+-/", c));
        bool control = c < 0x20 || c == 0x7F;
        escaped = !control && !harmless && (escaped || !isdigit(c));
        if (control)
            text_add(script, " ");
        else if (escaped)
            text_format(script, "\\%03o", (unsigned)c);
        else
            text_add_n(script, text, 1);
    }
    text_add(script, "\"");
}

/* --- the child ------------------------------------------------------------------ */

/* A running program and our ends of its three streams; -1: closed. */
typedef struct {
    pid_t id;
    int in, out, err;
} Child;

static void limit(int resource, rlim_t most)
{
    struct rlimit old;

    if (getrlimit(resource, &old) == 0 &&
        (old.rlim_max == RLIM_INFINITY || most < old.rlim_max))
        setrlimit(resource, &(struct rlimit){ most, most });
}

/* Between fork and exec: only system calls. */
static _Noreturn void become(char *const arguments[], char **environment, int in, int out,
                             int err)
{
    limit(RLIMIT_CPU, CPU_SECONDS);
    limit(RLIMIT_AS, memory_most);
    limit(RLIMIT_CORE, 0);
    if (dup2(in, STDIN_FILENO) >= 0 && dup2(out, STDOUT_FILENO) >= 0 &&
        dup2(err, STDERR_FILENO) >= 0) {
        environ = environment;
        execvp(arguments[0], arguments);
    }
    _exit(NOT_FOUND);
}

/* Neither end is inherited by other children; ours does not block. */
static void make_private(int ours, int theirs)
{
    fcntl(ours, F_SETFD, FD_CLOEXEC);
    fcntl(theirs, F_SETFD, FD_CLOEXEC);
    fcntl(ours, F_SETFL, O_NONBLOCK);
}

static void close_all(const int *files, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (files[i] >= 0)
            close(files[i]);
}

static bool child_start(Child *child, char *const arguments[], Error *err)
{
    int in[2] = { -1, -1 }, out[2] = { -1, -1 }, errors[2] = { -1, -1 };
    Text path = { 0 };

    if (socketpair(AF_UNIX, SOCK_STREAM, 0, in) != 0 || pipe(out) != 0 || pipe(errors) != 0) {
        fail(err, "cannot start %s: %s", arguments[0], strerror(errno));
        close_all((int[]){ in[0], in[1], out[0], out[1], errors[0], errors[1] }, 6);
        return false;
    }
    make_private(in[0], in[1]);
    make_private(out[0], out[1]);
    make_private(errors[0], errors[1]);
    text_format(&path, "PATH=%s", getenv("PATH") ? getenv("PATH") : "/usr/bin:/bin");
    char *environment[] = { path.data, "LC_ALL=C.UTF-8", "HOME=/nonexistent", NULL };
    child->id = fork();
    if (child->id == 0)
        become(arguments, environment, in[1], out[1], errors[1]);
    text_free(&path);
    close_all((int[]){ in[1], out[1], errors[1] }, 3);
    child->in = in[0];
    child->out = out[0];
    child->err = errors[0];
    if (child->id > 0)
        return true;
    fail(err, "cannot start %s: %s", arguments[0], strerror(errno));
    close_all((int[]){ in[0], out[0], errors[0] }, 3);
    return false;
}

static void shut(int *file)
{
    close(*file);
    *file = -1;
}

/* Send what the child takes; close when all is sent or it wants no more. */
static void feed(Child *child, const char **data, size_t *left)
{
    ssize_t sent = send(child->in, *data, *left, MSG_NOSIGNAL);

    if (sent > 0) {
        *data += sent;
        *left -= (size_t)sent;
    }
    if (*left == 0 || (sent < 0 && errno != EAGAIN && errno != EINTR))
        shut(&child->in);
}

static void drain(int *file, Text *into)
{
    char buffer[16384];
    ssize_t got = read(*file, buffer, sizeof buffer);

    if (got > 0 && into->length < OUTPUT_MOST)
        text_add_n(into, buffer, (size_t)got);
    else if (got >= 0 || (errno != EAGAIN && errno != EINTR))
        shut(file);
}

static int milliseconds_since(const struct timespec *begin)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int)((now.tv_sec - begin->tv_sec) * 1000 +
                 (now.tv_nsec - begin->tv_nsec) / 1000000);
}

/* Talk to the child until it has closed its outputs; false when time is up. */
static bool converse(Child *child, const char *data, size_t left, Text *output, Text *errors)
{
    struct timespec begin;

    clock_gettime(CLOCK_MONOTONIC, &begin);
    if (left == 0)
        shut(&child->in);
    while (child->out >= 0 || child->err >= 0) {
        struct pollfd files[] = { { child->in, POLLOUT, 0 },
                                  { child->out, POLLIN, 0 },
                                  { child->err, POLLIN, 0 } };
        int patience = TIMEOUT_MS - milliseconds_since(&begin);
        if (patience <= 0)
            return false;
        if (poll(files, 3, patience) < 0 && errno != EINTR)
            return false;
        if (files[0].revents)
            feed(child, &data, &left);
        if (files[1].revents)
            drain(&child->out, output);
        if (files[2].revents)
            drain(&child->err, errors);
    }
    return true;
}

/* Run a program to its end. The status is its exit status; false when it could not
 * be started or took too long. */
static bool run_program(char *const arguments[], const char *input, size_t length, Text *output,
                        Text *errors, int *status, Error *err)
{
    Child child;
    int how = 0;

    if (!child_start(&child, arguments, err))
        return false;
    bool in_time = converse(&child, input, length, output, errors);
    close_all((int[]){ child.in, child.out, child.err }, 3);
    if (!in_time)
        kill(child.id, SIGKILL);
    while (waitpid(child.id, &how, 0) < 0 && errno == EINTR)
        continue;
    *status = WIFEXITED(how) ? WEXITSTATUS(how) : 128 + WTERMSIG(how);
    return in_time || fail(err, "%s was stopped after ten seconds", arguments[0]);
}

/* --- gnuplot --------------------------------------------------------------------- */

static const char *first_words(Text *errors)
{
    if (!errors->data)
        return "no picture, and no message";
    for (char *c = errors->data; *c; c++)
        if ((unsigned char)*c < 0x20)
            *c = ' ';
    return errors->data + strspn(errors->data, " ");
}

bool gnuplot_run(Text *output, const char *script, size_t length, Error *err)
{
    char *arguments[] = { "gnuplot", "-d", NULL };
    Text errors = { 0 };
    int status;

    if (!run_program(arguments, script, length, output, &errors, &status, err)) {
        text_free(&errors);
        return false;
    }
    bool drawn = status == 0 && output->length > 0;
    if (status == NOT_FOUND) {
        fail(err, "gnuplot was not found");
        fail_help(err, "install it (Debian and Ubuntu: `apt install gnuplot-nox`)");
    } else if (!drawn) {
        fail(err, "gnuplot failed (status %d): %.300s", status, first_words(&errors));
    }
    text_free(&errors);
    return drawn;
}

/* Whether a list of families, one "Inter,Inter Thin" per line, has a family. */
static bool lists_family(const char *list, const char *family)
{
    size_t length = strlen(family);

    for (const char *line = list; line; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (strncmp(line, family, length) == 0 && strchr(",\n", line[length]))
            return true;
    }
    return false;
}

const char *gnuplot_font(void)
{
    static const char *const families[] = { "Inter", "Open Sans", "DejaVu Sans" };
    char *arguments[] = { "fc-list", ":", "family", NULL };
    Text list = { 0 }, errors = { 0 };
    const char *found = families[0];
    Error err = { 0 };
    int status;

    if (run_program(arguments, "", 0, &list, &errors, &status, &err) && list.data)
        for (size_t i = sizeof families / sizeof families[0]; i-- > 0;)
            if (lists_family(list.data, families[i]))
                found = families[i];
    text_free(&list);
    text_free(&errors);
    return found;
}

bool gnuplot_fonts_have(const unsigned long *codes, size_t count)
{
    Text pattern = { 0 }, list = { 0 }, errors = { 0 };
    Error err = { 0 };
    int status = -1;

    text_add(&pattern, ":charset=");
    for (size_t i = 0; i < count; i++)
        text_format(&pattern, "%s%lx", i > 0 ? " " : "", codes[i]);
    char *arguments[] = { "fc-list", pattern.data, "family", NULL };
    bool asked = run_program(arguments, "", 0, &list, &errors, &status, &err) && status == 0;
    bool have = !asked || list.length > 0;
    text_free(&pattern);
    text_free(&list);
    text_free(&errors);
    return have;
}
