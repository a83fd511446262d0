/* cmd_init.c - write a commented scenario to start from. */
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sim/base/assets.h"
#include "sim/cli/command.h"
#include "sim/cli/interview.h"
#include "sim/cli/terminal.h"
#include "sim/output/file.h"

static const char folder[] = "scenarios/", ending[] = ".yaml", usual[] = "support_assistant";

/* Whether an asset is a template; then its name, which is length bytes long. */
static bool is_template(const Asset *asset, const char **name, size_t *length)
{
    size_t all = strlen(asset->path), before = strlen(folder), after = strlen(ending);

    if (all <= before + after || strncmp(asset->path, folder, before) != 0 ||
        strcmp(asset->path + all - after, ending) != 0)
        return false;
    *name = asset->path + before;
    *length = all - before - after;
    return true;
}

static Status list_templates(Error *err)
{
    Text out = { 0 };
    const char *name;
    size_t length;

    for (size_t i = 0; i < asset_count; i++) {
        if (!is_template(&assets[i], &name, &length))
            continue;
        /* the first line of a template says what it is */
        size_t line = strcspn(assets[i].data, "\n"), marks = strspn(assets[i].data, "# ");
        text_format(&out, "%-20.*s %.*s\n", (int)length, name,
                    line > marks ? (int)(line - marks) : 0, assets[i].data + marks);
    }
    bool written = file_write(NULL, out.data, out.length, err);
    text_free(&out);
    return written ? STATUS_OK : err->status;
}

static const Asset *find_template(const char *wanted, Error *err)
{
    enum { MOST = 64 };
    Arena arena = { 0 };
    const char *names[MOST], *name;
    size_t count = 0, length;
    const Asset *found = NULL;

    for (size_t i = 0; i < asset_count && count < MOST; i++) {
        if (!is_template(&assets[i], &name, &length))
            continue;
        names[count] = arena_text_n(&arena, name, length);
        if (strcmp(names[count++], wanted) == 0)
            found = &assets[i];
    }
    if (!found) {
        const char *nearest = text_nearest(wanted, names, count);
        fail_status(err, STATUS_USAGE, "there is no template `%s`", wanted);
        if (nearest)
            fail_help(err, "did you mean --template %s?", nearest);
        else
            fail_help(err, "forkcast init --template list");
    }
    arena_free(&arena);
    return found;
}

static bool may_write(const char *path, const Options *options, Error *err)
{
    struct stat status;

    if (options->force || stat(path, &status) != 0)
        return true;
    fail(err, "%s is there already", path);
    return fail_help(err, "choose another name, or overwrite it with --force");
}

/* Data files that a template reads stand beside it and begin with its name. */
static bool write_companions(const Asset *template, const char *path, const Options *options,
                             Error *err)
{
    const char *slash = strrchr(path, '/');
    int directory = slash ? (int)(slash - path) + 1 : 0;
    size_t stem = strlen(template->path) - strlen(ending);
    bool written = true;
    Arena arena = { 0 };

    for (size_t i = 0; i < asset_count && written; i++) {
        const Asset *asset = &assets[i];
        if (asset == template || strncmp(asset->path, template->path, stem) != 0 ||
            asset->path[stem] != '.')
            continue;
        const char *to =
            arena_format(&arena, "%.*s%s", directory, path, asset->path + strlen(folder));
        written = may_write(to, options, err) &&
                  file_write(to, asset->data, (size_t)(asset->end - asset->data), err);
    }
    arena_free(&arena);
    return written;
}

static size_t count_marks(const char *text)
{
    size_t count = 0;
    for (; (text = strstr(text, "# <--")); text += 5)
        count++;
    return count;
}

static void tell_next(const Options *options, const char *path, const char *text,
                      const Asset *template)
{
    const char *name;
    size_t length, marks = count_marks(text);

    if (!is_template(template, &name, &length))
        return;
    terminal_note(options,
                  "wrote %s (from template %.*s; others: forkcast init --template list)\n",
                  path, (int)length, name);
    terminal_note(options, "next: ");
    if (marks > 0)
        terminal_note(options, "edit the %zu values marked <-- and run ", marks);
    terminal_note(options, "forkcast check %s\n", path);
}

/* Write the scenario and what it reads, asking first when nobody said where to. */
static bool write_all(const Asset *template, const char *path, bool interview,
                      const Options *options, Error *err)
{
    bool to_file = strcmp(path, "-") != 0;
    Text scenario = { 0 };

    if (interview)
        interview_make(&scenario, template->data, stdin, stderr);
    else
        text_add(&scenario, template->data);
    bool written = file_write(path, scenario.data, scenario.length, err) &&
                   (!to_file || write_companions(template, path, options, err));
    if (written && to_file)
        tell_next(options, path, scenario.data, template);
    text_free(&scenario);
    return written;
}

static Status run(const Options *options, size_t count, const char *const words[], Error *err)
{
    const char *wanted = options->template_name ? options->template_name : usual;
    const char *path = count > 0 ? words[0] : "scenario.yaml";
    bool interview = count == 0 && !options->template_name && isatty(STDIN_FILENO);

    if (strcmp(wanted, "list") == 0)
        return list_templates(err);
    if (count == 0 && !interview) {
        fail_status(err, STATUS_USAGE, "forkcast init needs the name of the file to write");
        fail_help(err, "for example forkcast init shop.yaml");
        return STATUS_USAGE;
    }
    const Asset *template = find_template(wanted, err);
    if (!template)
        return STATUS_USAGE;
    if (strcmp(path, "-") != 0 && !may_write(path, options, err))
        return err->status;
    return write_all(template, path, interview, options, err) ? STATUS_OK : err->status;
}

const Command cmd_init = {
    .name = "init",
    .summary = "write a commented scenario to start from",
    .usage = "[FILE] [OPTIONS]",
    .details = "Copies a ready-made scenario to FILE (- is standard output), which must not "
               "be there yet. Without FILE, on a terminal, asks five questions and writes "
               "scenario.yaml.",
    .examples = "  forkcast init shop.yaml\n"
                "  forkcast init --template list\n"
                "  forkcast init contracts.yaml --template legal_search\n",
    .options = OPTIONS(OPTION_TEMPLATE, OPTION_FORCE),
    .min_arguments = 0,
    .max_arguments = 1,
    .run = run,
};
