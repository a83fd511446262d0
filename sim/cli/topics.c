/* topics.c - the help pages that belong to no single command. */
#include "sim/cli/help.h"

static const char ranges[] =
    "A value is known, or it is a range. A range always means the same thing:\n"
    "8 times in 10 the truth lies in it (10th to 90th percentile).\n"
    "\n"
    "  $30k                              we know it\n"
    "  $15k..$60k                        8 times in 10 it lies in here\n"
    "  $15k..$60k (90%)                  9 times in 10; also (80%), (95%), (min-max)\n"
    "  [$15k, $30k, $60k]                lowest, most likely, highest (PERT)\n"
    "  60% 6 weeks | 40% 13 weeks        one or the other; shares sum to 100%\n"
    "  $5k ± 20%                         the range $4k..$6k; also +- 20%\n"
    "  normal(-1%..4%) /month            another shape: normal, uniform, triangle,\n"
    "                                    beta, gamma, lognormal, pert\n"
    "  quantiles(5%: 20, 50%: 1k, 95%: 4k) tok    what a dashboard shows\n"
    "  samples(FILE.csv, column)         measured values, one per line\n"
    "  catalog:llm/gpt-5.4-mini          a dated entry of the price catalogue\n"
    "  × 0.5                             times the value below; in what-ifs and --set\n"
    "\n"
    "A range of positive numbers is lognormal, one of shares within 0..100% is beta.\n"
    "A range that touches zero needs a shape. Thousands: 18k or 18_000.\n"
    "\n"
    "`A..B` says that we do not know; quantiles() and samples() say how a value\n"
    "varies from request to request. Both at once:\n"
    "\n"
    "  output: { value: 120..420 tok, varies: \"quantiles(5%: 13, 95%: 451) tok\" }\n"
    "\n"
    "forkcast check FILE shows how every value was read.\n";

static const char units[] =
    "A unit stands behind a value, or behind either end of a range.\n"
    "\n"
    "  money    $ or USD, and the currency of money.currency\n"
    "           per time, tokens, data, pieces: $/h, $ /month, $/Mtok, $/GB/month,\n"
    "           $ /M units, $ /1000 searches\n"
    "  time     ms, s, min, h, day, week, month, year\n"
    "  rates    /day, /month, /year, /s\n"
    "  shares   %, and compounding shares per time: % /month, % /year\n"
    "  tokens   tok, ktok, Mtok, tok/s\n"
    "  data     kB, MB, GB, TB, GB/s\n"
    "  speed    TFLOPS\n"
    "  numbers  k, M, B (10^9) behind the digits; 18k documents, 7B\n"
    "\n"
    "Units are checked: a cost cannot be in ms, and a bare number where money is due\n"
    "is an error. A month is a twelfth of 365.25 days. Dollars convert to the\n"
    "scenario's currency by money.exchange_rate.\n";

static const char designs[] =
    "What is compared, under `designs:`. prompt, rag, finetune and combined are built\n"
    "in; others are made of parts, take over what a design says, or come in stages:\n"
    "\n"
    "  rag: { api.model: catalog:llm/gpt-5.4-mini }\n"
    "  hybrid: { parts: [corpus, keyword, rerank, api], extends: rag }\n"
    "  grow: { start: rag, then: combined, at: 9..15 months, if: 40% }\n"
    "\n"
    "The last begins as rag and turns into combined in that month, rounded up. `if`\n"
    "is a chance, or a condition on what the first design has in that month:\n"
    "\n"
    "  if: gaps.behaviour >= 12%         also <, <= and >\n"
    "  if: cost.failures > $8k /month    any value or total of a month\n"
    "\n"
    "Without it the change comes in any case. The second build is paid then, without\n"
    "what is there already (monthly.second_build); a staged design has no parts and\n"
    "values of its own. stage.reached is the share of futures that change.\n";

static const char requirements[] =
    "What the product must do, under `requirements:`\n"
    "\n"
    "  citations:     { level: must }\n"
    "  freshness:     { level: must, within: 1 week }\n"
    "  output_format: { level: must, at_most: 2% }\n"
    "  latency:       { level: must, percentile: 95%, under: 6 s, of: first_token,\n"
    "                   state: peak }\n"
    "  quality:       { level: want, at_least: 80%, chance: 75% }\n"
    "  budget:        { level: want, chance_of_exceeding: 40% }\n"
    "  residency:     { level: must, in: eu }\n"
    "\n"
    "A must rules out the designs that miss it; they are still shown, with the\n"
    "reason. A want is reported, and keeps the case for a design that misses it from\n"
    "being strong. Each has to hold with a chance of 90% unless it says another, and\n"
    "all musts at once with the lowest of their chances. An item may be a list of\n"
    "several. `source` and `note` may stand in each.\n"
    "\n"
    "  citations      the prompt holds passages found, or pinned documents\n"
    "  freshness      from a change to the first answer that knows it: the lag of the\n"
    "                 index, or the time between retrains and their lead time\n"
    "  output_format  share of the answers that fail in behaviour (2%)\n"
    "  latency        of: answer or first_token; state: launch, peak, end, end_peak;\n"
    "                 a future meets it where that share of its requests is in time\n"
    "  quality        share of good answers\n"
    "  budget         cash over the horizon within money.budget\n"
    "  residency      each service of the design is there, by api.residency,\n"
    "                 store.residency and so on: own, eu, us, uk or apac\n"
    "\n"
    "`stakes: [money, customers, law, medicine, security]` says what answers touch;\n"
    "forkcast explain FILE rules tells what follows.\n";

static const char conditions[] =
    "What must hold of an answer: run --require EXPR, sweep --find EXPR\n"
    "\n"
    "  STATISTIC(DESIGN RESULT) COMPARE VALUE, more of them joined by `and`\n"
    "\n"
    "  p90(rag cost.total) < $450k\n"
    "  chance(rag budget) >= 90% and mean(rag quality.good_share) > 80%\n"
    "  p50(rag latency.request.p95) <= 6 s\n"
    "\n"
    "  STATISTIC  mean, sd, p5, p10, p25, p50, p75, p90 or p95 over the simulated\n"
    "             futures; or chance\n"
    "  DESIGN     its name in the scenario\n"
    "  RESULT     a key of the results in --format json; of a response time with\n"
    "             .mean, .p50, .p95 or .p99 over the requests of a future. Of chance:\n"
    "             `budget`, to stay within it, or `cheapest`\n"
    "  COMPARE    <, <=, > or >=\n"
    "  VALUE      with a unit; a bare number is in the unit that the result has there\n"
    "\n"
    "run prints all results as ever, tells which condition fails, with its value and\n"
    "standard error, and exits with status 1. Quote the condition: < and ( mean\n"
    "something to the shell.\n";

static const char exit_codes[] =
    "    0  done\n"
    "    1  done, and the answer is no: a --require fails, sweep --find finds\n"
    "       nothing, check --strict has warnings\n"
    "    2  wrong command line\n"
    "    3  the scenario or the catalogue is wrong\n"
    "    4  something outside failed: gnuplot is missing, a file cannot be written\n"
    "    5  a bug in forkcast\n"
    "  130  interrupted\n";

static const char output[] =
    "The result goes to standard output, everything else to standard error. The\n"
    "format never changes by itself: a pipe gets the same table, without colour.\n"
    "With --output a file is written beside itself and renamed when it is complete.\n"
    "The same file, catalogue and seed give the same bytes, with any --jobs.\n"
    "\n"
    "  table     for people\n"
    "  json      everything, as numbers in base units (the scenario's currency,\n"
    "            seconds, shares of 1) with their Monte Carlo standard errors (_se);\n"
    "            what is unknown is null. `schema` names the version of the format\n"
    "  csv       long form: one number a row\n"
    "  markdown  tables, ready for a pull request\n"
    "\n"
    "--samples FILE.csv or FILE.npy writes a row for every future, however many:\n"
    "its number, every input that varies and every result, in the units of csv.\n"
    "numpy.load() reads .npy by name of column; beyond some 280 columns it asks for\n"
    "max_header_size.\n"
    "\n"
    "p10 and p90 are what 1 and 9 in 10 simulated futures stay below. A response\n"
    "time that is `saturated` is that of requests which get no answer, because more\n"
    "come than can be served; json has null for it. A future in which nobody is\n"
    "answered counts as slower than all others. Colour obeys --color, NO_COLOR,\n"
    "CLICOLOR_FORCE and TERM=dumb.\n";

const Topic help_topics[] = {
    { "ranges", "how to write a value and how it is read", ranges },
    { "units", "the units of values", units },
    { "designs", "what is compared, and designs in stages", designs },
    { "requirements", "what the product must do", requirements },
    { "conditions", "what --require and --find take", conditions },
    { "exit-codes", "what the exit status says", exit_codes },
    { "output", "formats, streams, colour", output },
    { 0 },
};
